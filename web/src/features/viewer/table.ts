import Papa from 'papaparse';
import { hitsIn, fold, lastAtMost, type Hit } from './find';

/**
 * A text of separated values as a table. Records are cut as crates/loaders/src/csv.rs cuts them, so that a stray quote damages one row and
 * not the rest; their fields are read when they are drawn.
 */
export interface Table {
  text: string;
  delimiter: string;
  /** The names of the columns; null when the first record is a row like all others. */
  header: Hit | null;
  /** Where each row stands in the text. */
  starts: Uint32Array;
  ends: Uint32Array;
  columns: number;
  /** Characters that each column gets. */
  widths: number[];
}

const DELIMITERS = [',', ';', '\t', '|'];
/** Records that tell the delimiter, as the server asks them. */
const SAMPLE = 50;
/** Rows that tell how wide the columns are. */
const MEASURED = 200;
const NARROWEST = 6;
const WIDEST = 40;
/** A quoted field longer than this is a stray quote. */
const LONGEST_FIELD = 64 << 10;

export function tableOf(text: string, mediaType: string | null | undefined): Table {
  const delimiter = mediaType === 'text/tab-separated-values' ? '\t' : delimiterOf(text);
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { start, end } of records(text, delimiter)) {
    starts.push(start);
    ends.push(end);
  }
  const first = starts.length > 0 ? { start: starts[0]!, end: ends[0]! } : null;
  const header = first && namesThings(text.slice(first.start, first.end), delimiter) ? first : null;
  const skip = header ? 1 : 0;
  const table = { text, delimiter, header, starts: Uint32Array.from(starts.slice(skip)), ends: Uint32Array.from(ends.slice(skip)), columns: 0, widths: [] as number[] };
  measure(table);
  return table;
}

/** The fields of a record. */
export function fieldsOf({ text, delimiter }: Pick<Table, 'text' | 'delimiter'>, { start, end }: Hit): string[] {
  const record = text.slice(start, end);
  if (!record.includes('"')) return record.split(delimiter);
  const { data } = new Papa.Parser({ delimiter, newline: '\n' }).parse(record, 0, false) as { data: string[][] };
  // A stray quote may make several of it; nothing of the record is left out.
  return data.flat();
}

export function rowSpanOf({ starts, ends }: Table, row: number): Hit {
  return { start: starts[row]!, end: ends[row]! };
}

/** The row in which a character stands; -1 for the header. */
export function tableRowAt({ starts, ends }: Table, index: number): number {
  const row = lastAtMost(starts, index);
  // Between two rows stands what belongs to neither.
  return row >= 0 && index >= ends[row]! && row + 1 < starts.length ? row + 1 : row;
}

/** The rows that a passage touches, from first to last; null for none. */
export function rowsWithin(table: Table, { start, end }: Hit): { first: number; last: number } | null {
  if (end <= start) return null;
  const first = Math.max(0, tableRowAt(table, start));
  const last = lastAtMost(table.starts, end - 1);
  return last < first ? null : { first, last };
}

/** The order of the rows by one column: numbers by their size, words by the language; empty fields last. */
export function orderBy(table: Table, column: number, descending: boolean, language: string): Uint32Array {
  const values = Array.from(table.starts, (_, row) => fieldsOf(table, rowSpanOf(table, row))[column]?.trim() ?? '');
  const numbers = values.map(numberOf);
  const inNumbers = values.every((value, row) => !value || !Number.isNaN(numbers[row]!));
  const words = new Intl.Collator(language, { numeric: true });
  const sign = descending ? -1 : 1;
  return Uint32Array.from(values.keys()).sort((a, b) => {
    const [left, right] = [values[a]!, values[b]!];
    if (!left || !right) return Number(!left) - Number(!right) || a - b;
    return sign * (inNumbers ? numbers[a]! - numbers[b]! : words.compare(left, right)) || a - b;
  });
}

/** Where the query stands in each field, and how many hits stand in the fields before. */
export function hitsInFields(fields: readonly string[], query: string): { hits: Hit[]; before: number }[] {
  let before = 0;
  return fields.map((field) => {
    const hits = query ? hitsIn(fold(field), query) : [];
    const found = { hits, before };
    before += hits.length;
    return found;
  });
}

/** A number as tables write it: with signs for thousands, percent and money. */
export function numberOf(value: string): number {
  const bare = value.replace(/[\s%€$£'\u00a0]/g, '');
  if (!/^[+-]?[\d.,]*\d[\d.,]*(?:e[+-]?\d+)?$/i.test(bare)) return Number.NaN;
  // The sign that comes last and only once divides the decimals, unless exactly three digits say that it counts thousands.
  const last = Math.max(bare.lastIndexOf('.'), bare.lastIndexOf(','));
  if (last < 0) return Number(bare);
  const sign = bare[last]!;
  const several = bare.indexOf(sign) !== last;
  const both = bare.includes(sign === ',' ? '.' : ',');
  const decimals = !several && (both || sign === '.' || bare.length - last - 1 !== 3);
  return decimals ? Number(`${bare.slice(0, last).replace(/[.,]/g, '')}.${bare.slice(last + 1)}`) : Number(bare.replace(/[.,]/g, ''));
}

/** A, B, … Z, AA: what columns without names are called. */
export function letters(column: number): string {
  return (column >= 26 ? letters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));
}

function measure(table: Table): void {
  const widths = table.header ? fieldsOf(table, table.header).map((name) => name.length + 3) : [];
  for (let row = 0; row < Math.min(MEASURED, table.starts.length); row += 1)
    fieldsOf(table, rowSpanOf(table, row)).forEach((field, column) => {
      widths[column] = Math.max(widths[column] ?? 0, Math.min(WIDEST, field.length));
    });
  table.columns = widths.length;
  table.widths = widths.map((width) => Math.min(WIDEST, Math.max(NARROWEST, width)));
}

function* records(text: string, delimiter: string): Generator<Hit> {
  for (let at = 0; at < text.length; ) {
    const next = recordEnd(text, at, delimiter);
    let start = at;
    let end = next;
    while (start < end && (text[start] === '\n' || text[start] === ' ')) start += 1;
    while (end > start && (text[end - 1] === '\n' || text[end - 1] === ' ')) end -= 1;
    if (start < end) yield { start, end };
    at = next;
  }
}

/** A quote that is opened and never closed ends with its line. */
function recordEnd(text: string, from: number, delimiter: string): number {
  let quoted = false;
  let fieldStart = true;
  let firstLineEnd = -1;
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '"') {
      // Inside an unquoted field a quote is just a character, after a doubled one it opens again.
      if (quoted) quoted = false;
      else if (fieldStart || text[at - 1] === '"') quoted = true;
    } else if (sign === '\n') {
      if (!quoted) return at + 1;
      if (firstLineEnd < 0) firstLineEnd = at + 1;
    }
    fieldStart = !quoted && sign === delimiter;
    if (quoted && at - from > LONGEST_FIELD) break;
  }
  return quoted && firstLineEnd >= 0 ? firstLineEnd : text.length;
}

function delimiterOf(text: string): string {
  const scored = DELIMITERS.map((delimiter) => ({ delimiter, score: score(text, delimiter) }));
  const best = scored.reduce((one, other) => (other.score > one.score ? other : one));
  return best.score > 0 ? best.delimiter : ',';
}

/** Records that have as many delimiters as the first, times their number: a delimiter that agrees often and cuts much wins. */
function score(text: string, delimiter: string): number {
  const counts: number[] = [];
  for (const { start, end } of records(text, delimiter)) {
    let quoted = false;
    let count = 0;
    for (let at = start; at < end; at += 1) {
      if (text[at] === '"') quoted = !quoted;
      else if (!quoted && text[at] === delimiter) count += 1;
    }
    if (counts.push(count) === SAMPLE) break;
  }
  const first = counts[0] ?? 0;
  return counts.filter((count) => count === first).length * Math.min(first, 50);
}

/** A header names things: it has no field that is only a number. */
function namesThings(line: string, delimiter: string): boolean {
  return !line.split(delimiter).some((field) => /^[\d.,\-+%]+$/.test(field.trim().replace(/^"+|"+$/g, '')));
}
