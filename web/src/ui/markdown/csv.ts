/** A cell that a spreadsheet would take for a formula; numbers with a sign are none. */
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^[+-]?[\d.,\s]*\d\s*%?$/;

/** Rows as CSV (RFC 4180). What a spreadsheet would run as a formula gets an apostrophe in front: the text may come from a stranger. */
export function csv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map((cell) => field(cell.trim())).join(',')).join('\r\n');
}

function field(cell: string): string {
  const safe = FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
