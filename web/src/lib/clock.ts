/**
 * The server's clock, as far as answers tell it. Times come from the server; an age is only true by the clock that stamped it, and the
 * clocks of people's machines are wrong by minutes or days.
 */

/** Answers are stamped in whole seconds and travel; a smaller difference is not a difference. */
const NOISE_MS = 2_000;

let ahead = 0;
const listeners = new Set<() => void>();

/** How much the server's clock is ahead of ours in milliseconds; 0 within the noise or when the header is of no use. Pure, for tests. */
export function offset(header: string | null, now: number): number {
  const stamped = header === null ? Number.NaN : Date.parse(header);
  // The stamp is cut to the second: on average half a second earlier than the moment.
  const difference = stamped + 500 - now;
  return Number.isNaN(difference) || Math.abs(difference) < NOISE_MS ? 0 : difference;
}

/** Learns from an answer's `Date` header. An answer without one teaches nothing. */
export function setClock(header: string | null, now = Date.now()): void {
  if (header === null) return;
  const before = ahead;
  ahead = offset(header, now);
  // Times that are on the page already were told by a clock that is wrong.
  if (Math.abs(ahead - before) > NOISE_MS) for (const listener of listeners) listener();
}

/** Calls when the server's clock turns out to be another than it was taken for. */
export function onClock(corrected: () => void): void {
  listeners.add(corrected);
}

/** Milliseconds since 1970 by the server's clock. */
export function serverNow(): number {
  return Date.now() + ahead;
}
