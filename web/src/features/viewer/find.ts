/** Searching a text as people read it: case, accents and the width of white space do not count. */

/** A part of a text, in UTF-16 units. */
export interface Hit {
  start: number;
  end: number;
}

/** A text in the form that is searched, and where each of its UTF-16 units comes from. */
export interface Folded {
  text: string;
  /** Start in the original of each unit; one more for the end. */
  starts: Uint32Array;
}

/** More are not counted: nobody steps through them, and each is an object. */
export const MOST_HITS = 10_000;

const WORD = /[\p{L}\p{N}]/u;

/** Folds a text for `hitsIn`. Long texts take a moment: keep the result. */
export function fold(text: string): Folded {
  let units = new Uint16Array(text.length + 16);
  let starts = new Uint32Array(text.length + 16);
  let length = 0;
  let space = false;
  const put = (unit: number, start: number) => {
    if (length + 1 >= units.length) {
      units = grown(units, new Uint16Array(units.length * 2));
      starts = grown(starts, new Uint32Array(starts.length * 2));
    }
    units[length] = unit;
    starts[length] = start;
    length += 1;
  };
  for (let index = 0; index < text.length; ) {
    const code = text.charCodeAt(index);
    let size = 1;
    if (code <= 0x20) {
      if (!space) put(0x20, index);
      space = true;
    } else if (code === 0x2d && isBrokenWord(text, index)) {
      size = afterBreak(text, index) - index;
    } else if (code < 0x80) {
      put(code >= 0x41 && code <= 0x5a ? code + 0x20 : code, index);
      space = false;
    } else {
      size = code >= 0xd800 && code <= 0xdbff && index + 1 < text.length ? 2 : 1;
      const plain = plainOf(text.slice(index, index + size));
      for (let unit = 0; unit < plain.length; unit += 1) if (plain !== ' ' || !space) put(plain.charCodeAt(unit), index);
      if (plain) space = plain === ' ';
    }
    index += size;
  }
  starts[length] = text.length;
  return { text: new TextDecoder('utf-16le').decode(units.subarray(0, length)), starts: starts.subarray(0, length + 1) };
}

function grown<T extends Uint16Array | Uint32Array>(old: T, more: T): T {
  more.set(old);
  return more;
}

/** Where `query` stands, in order, without overlaps. */
export function hitsIn({ text, starts }: Folded, query: string, most = MOST_HITS): Hit[] {
  const wanted = fold(query).text.trim();
  const hits: Hit[] = [];
  if (!wanted) return hits;
  for (let at = text.indexOf(wanted); at >= 0 && hits.length < most; at = text.indexOf(wanted, at + wanted.length)) {
    const start = starts[at]!;
    const end = at + wanted.length;
    // The last character goes to where the next one begins, but spaces after it do not belong to it.
    let stop = starts[end]!;
    if (stop <= start) stop = start + 1;
    hits.push({ start, end: stop });
  }
  return hits;
}

const PLAIN = new Map<string, string>();

/** Letters without their accents, in small letters and as they are written in full (ligatures, wide forms). */
function plainOf(point: string): string {
  let plain = PLAIN.get(point);
  if (plain === undefined) {
    plain = /\s/.test(point)
      ? ' '
      : point
          .normalize('NFKD')
          .replace(/[\p{Mn}\p{Cf}]/gu, '')
          .replace(/[\u2018\u2019\u201a\u201b]/g, "'")
          .replace(/[\u201c\u201d\u201e\u00ab\u00bb]/g, '"')
          .replace(/\p{Pd}/gu, '-')
          .toLowerCase();
    PLAIN.set(point, plain);
  }
  return plain;
}

/** A word that a hyphen divides at the end of a line is one word. */
function isBrokenWord(text: string, hyphen: number): boolean {
  return text[hyphen + 1] === '\n' && hyphen > 0 && WORD.test(text[hyphen - 1]!) && /^\s*[\p{Ll}\p{Lo}]/u.test(text.slice(hyphen + 2, hyphen + 40));
}

function afterBreak(text: string, hyphen: number): number {
  let index = hyphen + 2;
  while (index < text.length && /\s/.test(text[index]!)) index += 1;
  return index;
}

/** A stretch of text with the names of the marks that lie over it. */
export interface Piece<K extends string = string> {
  text: string;
  kinds: K[];
}

/** Cuts a text where marks begin and end. Marks may overlap; where they do, each piece names all of them. */
export function pieces<K extends string>(text: string, marks: readonly (Hit & { kind: K })[]): Piece<K>[] {
  const inside = marks.filter(({ start, end }) => end > start && end > 0 && start < text.length);
  if (inside.length === 0) return text ? [{ text, kinds: [] }] : [];
  const cuts = [...new Set([0, text.length, ...inside.flatMap(({ start, end }) => [Math.max(0, start), Math.min(text.length, end)])])].sort((a, b) => a - b);
  return cuts.slice(1).map((end, at) => {
    const start = cuts[at]!;
    return { text: text.slice(start, end), kinds: [...new Set(inside.filter((mark) => mark.start <= start && mark.end >= end).map(({ kind }) => kind))] };
  });
}

/** The index of the last of these ascending numbers that is not above `value`; -1 when all are. */
export function lastAtMost(numbers: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
