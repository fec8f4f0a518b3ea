/** Finding a quote in the pieces of text that a PDF page is made of. */

/** Part of one piece, in UTF-16 units. */
export interface Span {
  item: number;
  start: number;
  end: number;
}

/** This many significant characters in a row are enough to recognise a place when the whole quote is not found. */
const WINDOW = 24;

interface Letter {
  item: number;
  start: number;
  end: number;
}

/**
 * Where `quote` stands in the pieces. Line breaks, spaces, hyphens, ligatures, case and the shape of quotation marks do not count,
 * because the extracted text and the page differ in them. Empty when not even a part is found.
 */
export function findQuote(items: readonly string[], quote: string): Span[] {
  const page = significant(items);
  const wanted = significant([quote]).text;
  if (!wanted) return [];
  const at = page.text.indexOf(wanted);
  const range = at >= 0 ? { from: at, to: at + wanted.length } : approximate(page.text, wanted);
  return range ? spans(page.letters.slice(range.from, range.to)) : [];
}

/** The text as far as it counts, with the origin of each of its UTF-16 units. */
function significant(items: readonly string[]): { text: string; letters: Letter[] } {
  const letters: Letter[] = [];
  let text = '';
  items.forEach((value, item) => {
    let index = 0;
    for (const point of value) {
      const start = index;
      index += point.length;
      const plain = normal(point);
      text += plain;
      for (let unit = 0; unit < plain.length; unit += 1) letters.push({ item, start, end: index });
    }
  });
  return { text, letters };
}

function normal(point: string): string {
  return point
    .normalize('NFKD')
    .replace(/[\s\p{Mn}\p{Cf}\p{Pd}]/gu, '')
    .replace(/[\u2018\u2019\u201a\u201b]/g, "'")
    .replace(/[\u201c\u201d\u201e\u00ab\u00bb]/g, '"')
    .toLowerCase();
}

/** From the first to the last recognisable part of the quote, if they lie no further apart than the quote is long. */
function approximate(page: string, wanted: string): { from: number; to: number } | null {
  const size = Math.min(WINDOW, wanted.length);
  const hits: { offset: number; at: number }[] = [];
  const final = wanted.length - size;
  for (let step = 0; step <= final + WINDOW / 3; step += WINDOW / 3) {
    const offset = Math.min(step, final);
    const at = page.indexOf(wanted.slice(offset, offset + size));
    if (at >= 0) hits.push({ offset, at });
  }
  const first = hits[0];
  const last = hits.findLast(({ offset, at }) => first && at >= first.at && at - first.at <= (offset - first.offset) * 1.5 + size);
  return first && last ? { from: first.at, to: last.at + size } : null;
}

function spans(letters: readonly Letter[]): Span[] {
  const found: Span[] = [];
  for (const { item, start, end } of letters) {
    const open = found.at(-1);
    if (open && open.item === item) open.end = end;
    else found.push({ item, start, end });
  }
  return found;
}
