import type { DocumentText } from '@/api/types';
import { utf16Index } from '@/lib/codepoints';

/** A stretch of text that is drawn as one element. */
export interface Block {
  text: string;
  /** For a heading its place in the outline of the page, 3 to 6: below the document's title and without leaps. */
  level?: number;
  /** The page that begins with this block. */
  page?: number;
  /** The highlighted part, in UTF-16 units of `text`. */
  mark?: { start: number; end: number };
}

/** Long texts are cut into blocks of about this size, at line ends, so that the browser draws only what is in view. */
const BLOCK_SIZE = 1500;

/** A line longer than this is cut at a space, or anywhere: a whole file in one line would be one element of megabytes. */
const LONGEST_LINE = 10_000;

/** The document's own title is a heading of this level. */
const TITLE_LEVEL = 2;

/** Cuts a document's text into blocks. `start` and `end` (code points) are highlighted. */
export function blocksOf({ text, pages, headings }: DocumentText, start?: number, end?: number): Block[] {
  const index = indexer(text);
  const from = start === undefined ? -1 : index(start);
  const to = end === undefined ? -1 : index(end);
  const pageFrom = new Map(pages.map((page) => [index(page.start), page.number]));
  const levelAt = new Map(headings.map((heading) => [index(heading.start), { level: heading.level, end: index(heading.end) }]));
  const cuts = [...new Set([...pageFrom.keys(), ...[...levelAt].flatMap(([at, heading]) => [at, heading.end])])].sort((a, b) => a - b);

  const blocks: Block[] = [];
  let at = 0;
  let above = TITLE_LEVEL;
  for (const cut of [...cuts, text.length]) {
    while (at < cut) {
      const stop = levelAt.has(at) ? cut : lineEnd(text, at, cut);
      const block: Block = { text: text.slice(at, stop) };
      const level = levelAt.get(at)?.level;
      if (level) block.level = above = Math.min(level + TITLE_LEVEL, above + 1, 6);
      const page = pageFrom.get(at);
      if (page !== undefined) block.page = page;
      if (from < stop && to > at && to > from) block.mark = { start: Math.max(0, from - at), end: Math.min(to, stop) - at };
      blocks.push(block);
      at = stop;
    }
  }
  return blocks.filter((block) => block.text.trim() || block.page !== undefined);
}

/** The page on which a character stands. */
export function pageAt({ pages }: Pick<DocumentText, 'pages'>, offset: number): number | undefined {
  return pages.find(({ start, end }) => offset >= start && offset < end)?.number;
}

function lineEnd(text: string, at: number, cut: number): number {
  if (cut - at <= BLOCK_SIZE) return cut;
  const line = text.indexOf('\n', at + BLOCK_SIZE);
  const end = line < 0 || line >= cut ? cut : line + 1;
  if (end - at <= LONGEST_LINE) return end;
  const space = text.lastIndexOf(' ', at + LONGEST_LINE);
  const stop = space > at + BLOCK_SIZE ? space + 1 : at + LONGEST_LINE;
  // Not between the halves of one character.
  return /[\udc00-\udfff]/.test(text[stop]!) ? stop + 1 : stop;
}

/** Converts code point offsets; they are asked for in any order, texts without surrogates cost nothing. */
function indexer(text: string): (offset: number) => number {
  if (!/[\ud800-\udbff]/.test(text)) return (offset) => Math.min(offset, text.length);
  return (offset) => utf16Index(text, offset);
}
