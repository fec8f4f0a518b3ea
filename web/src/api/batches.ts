import type { Upload } from './uploads';

/** Two requests at once, each of at most this many files and bytes: many small files share a request, large ones go alone. */
export const PARALLEL_REQUESTS = 2;
export const FILES_PER_REQUEST = 25;
export const BYTES_PER_REQUEST = 16 * 1024 * 1024;

/** The next files that fit into one request: same collection, no path twice, bounded in number and bytes. */
export function nextBatch(items: readonly Upload[]): Upload[] {
  const batch: Upload[] = [];
  // The answer names files by path: the same one twice in a request could not be told apart, and would make two versions at once.
  const paths = new Set<string>(items.filter(({ state }) => state === 'sending').map(placeOf));
  let bytes = 0;
  for (const item of items) {
    if (item.state !== 'waiting' || paths.has(placeOf(item))) continue;
    if (batch[0] && item.collection !== batch[0].collection) continue;
    if (batch.length > 0 && bytes + item.file.size > BYTES_PER_REQUEST) break;
    batch.push(item);
    paths.add(placeOf(item));
    bytes += item.file.size;
    if (batch.length === FILES_PER_REQUEST) break;
  }
  return batch;
}

function placeOf({ collection, path }: Upload): string {
  return `${collection}/${path}`;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** How long to wait after so many breaks in a row. */
export function pauseAfter(breaks: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.max(0, breaks - 1));
}

/** Answers of something that stands before a server that is away, of a server that stops, or of one that has too much to do. */
const LATER = new Set([0, 408, 429, 502, 503, 504]);

/** Whether the same request may go well later. */
export function mayGoLater(status: number): boolean {
  return LATER.has(status);
}
