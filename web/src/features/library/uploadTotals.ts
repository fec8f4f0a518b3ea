import type { Upload } from '@/api/uploads';

export interface Totals {
  /** Files that count: not those taken back. */
  of: number;
  done: number;
  failed: number;
  bytes: number;
  sent: number;
}

export function totals(items: readonly Upload[]): Totals {
  const sum: Totals = { of: 0, done: 0, failed: 0, bytes: 0, sent: 0 };
  for (const { state, file, sent } of items) {
    if (state === 'cancelled') continue;
    sum.of += 1;
    if (state === 'failed') {
      sum.failed += 1;
      continue;
    }
    if (state === 'sent' || state === 'unchanged') sum.done += 1;
    sum.bytes += file.size;
    sum.sent += sent;
  }
  return sum;
}

export interface Sample {
  at: number;
  sent: number;
}

const WINDOW_MS = 10_000;
const LEAST_MS = 2_000;

/** The samples that still tell of the speed, with the newest. Fewer bytes than before mean that something began again: then measuring does, too. */
export function sampled(samples: readonly Sample[], now: Sample): Sample[] {
  const last = samples.at(-1);
  if (last && now.sent < last.sent) return [now];
  return [...samples.filter(({ at }) => now.at - at <= WINDOW_MS), now];
}

/** Bytes per second over the last seconds; null while it is too early to say, or nothing moves. */
export function speed(samples: readonly Sample[]): number | null {
  const first = samples[0];
  const last = samples.at(-1);
  if (!first || !last || last.at - first.at < LEAST_MS || last.sent === first.sent) return null;
  return ((last.sent - first.sent) * 1000) / (last.at - first.at);
}
