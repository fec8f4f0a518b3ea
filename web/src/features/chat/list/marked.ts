/** A piece of a text, and whether it is what was searched for. */
export interface Piece {
  text: string;
  hit: boolean;
}

/** Cuts a text where the searched words stand; upper case and accents do not count, as in the search itself. */
export function marked(text: string, wanted: string): Piece[] {
  const needle = folded(wanted.trim()).key;
  if (!needle) return [{ text, hit: false }];
  const { key, starts } = folded(text);
  const pieces: Piece[] = [];
  let from = 0;
  for (let at = key.indexOf(needle); at >= 0; at = key.indexOf(needle, at + needle.length)) {
    const [start, end] = [starts[at]!, starts[at + needle.length] ?? text.length];
    if (start > from) pieces.push({ text: text.slice(from, start), hit: false });
    pieces.push({ text: text.slice(start, end), hit: true });
    from = end;
  }
  if (from < text.length || pieces.length === 0) pieces.push({ text: text.slice(from), hit: false });
  return pieces;
}

/** The text without case and accents, and where in the text each of its characters began. */
function folded(text: string): { key: string; starts: number[] } {
  let key = '';
  const starts: number[] = [];
  let at = 0;
  for (const character of text) {
    const plain = character.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
    for (let unit = 0; unit < plain.length; unit += 1) starts.push(at);
    key += plain;
    at += character.length;
  }
  return { key, starts };
}
