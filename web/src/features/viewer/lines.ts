import { lastAtMost, type Hit } from './find';

/** A line that is longer is drawn in rows: one element of megabytes would stop the page. */
const LONGEST_ROW = 4_000;

/** A text cut into rows: its lines, long ones in several. */
export interface Rows {
  /** Where each row begins, in UTF-16 units. */
  starts: Uint32Array;
  /** The number of each row's line, from 1. A row that continues the line before has the same. */
  lines: Uint32Array;
  length: number;
  /** Units of the longest row. */
  longest: number;
}

export function rowsOf(text: string): Rows {
  const starts: number[] = [];
  const lines: number[] = [];
  let longest = 0;
  let line = 0;
  for (let at = 0; at <= text.length; ) {
    const found = text.indexOf('\n', at);
    const end = found < 0 ? text.length : found;
    // The line end at the very end begins no line of its own.
    if (at === text.length && line > 0) break;
    line += 1;
    let from = at;
    do {
      starts.push(from);
      lines.push(line);
      const stop = end - from > LONGEST_ROW ? whole(text, from + LONGEST_ROW) : end;
      longest = Math.max(longest, stop - from);
      from = stop;
    } while (from < end);
    at = end + 1;
  }
  return { starts: Uint32Array.from(starts), lines: Uint32Array.from(lines), length: starts.length, longest };
}

/** Where a row stands in the text, without its line end. */
export function rowSpan({ starts, length }: Rows, row: number, text: string): Hit {
  const start = starts[row]!;
  const next = row + 1 < length ? starts[row + 1]! : text.length;
  return { start, end: next > start && text[next - 1] === '\n' ? next - 1 : next };
}

/** The row in which a character stands. */
export function rowAt({ starts }: Rows, index: number): number {
  return Math.max(0, lastAtMost(starts, index));
}

/** Those of the ordered hits that touch the span, with their places in the list. */
export function hitsWithin(hits: readonly Hit[], { start, end }: Hit): { hit: Hit; at: number }[] {
  let low = 0;
  let high = hits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (hits[middle]!.end <= start) low = middle + 1;
    else high = middle;
  }
  const found: { hit: Hit; at: number }[] = [];
  for (let at = low; at < hits.length && hits[at]!.start < end; at += 1) found.push({ hit: hits[at]!, at });
  return found;
}

/** Not between the halves of one character. */
function whole(text: string, index: number): number {
  return /[\udc00-\udfff]/.test(text[index] ?? '') ? index + 1 : index;
}
