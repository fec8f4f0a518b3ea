/** What a sign in the composer asks for. */
export interface Wish {
  sign: '/' | '@' | '#';
  /** What was typed after the sign. */
  text: string;
  /** Where the sign stands, and one past what was typed, in UTF-16 units. */
  start: number;
  end: number;
}

/** `/` only begins a message; `@` and `#` begin a word. Nothing is asked for in the middle of a word, so that addresses and prices stay text. */
const WISH = /(?:^|\s)([@#])([^\s@#]{0,40})$/u;
const COMMAND = /^\/([^\s/]{0,40})$/u;

/** What the text before the caret asks for. */
export function wish(text: string, caret: number): Wish | null {
  const before = text.slice(0, caret);
  const command = COMMAND.exec(before);
  if (command) return { sign: '/', text: command[1]!, start: 0, end: caret };
  const found = WISH.exec(before);
  if (!found) return null;
  return { sign: found[1] as '@' | '#', text: found[2]!, start: caret - found[2]!.length - 1, end: caret };
}

/** The text without the wish, and where the caret is then. */
export function granted(text: string, { start, end }: Wish, insert = ''): { text: string; caret: number } {
  return { text: text.slice(0, start) + insert + text.slice(end), caret: start + insert.length };
}

/** About so many tokens have this many characters: 4 for English with common tokenizers, fewer for other scripts. */
const CHARACTERS_PER_TOKEN = 4;

/** Share of a model's window, 0 to 1 and more, that a conversation with this many characters takes. An estimate. */
export function windowShare(characters: number, window: number): number {
  return window > 0 ? characters / CHARACTERS_PER_TOKEN / window : 0;
}
