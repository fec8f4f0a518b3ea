import { create } from 'zustand';
import { keys, queryClient } from './queries';
import { problemOf, toProblem, unreachable, ApiError } from './problem';
import type { Problem, UploadAnswer } from './types';
import { randomId } from '@/lib/ids';

/** A file with the path it shall have in its collection. */
export interface LocalFile {
  path: string;
  file: File;
}

export type UploadState = 'waiting' | 'sending' | 'sent' | 'unchanged' | 'failed' | 'cancelled';

export interface Upload extends LocalFile {
  id: string;
  collection: string;
  state: UploadState;
  /** Bytes handed to the server. */
  sent: number;
  problem?: Problem;
}

/** Two requests at once, each of at most this many files and bytes: many small files share a request, large ones go alone. */
export const PARALLEL_REQUESTS = 2;
export const FILES_PER_REQUEST = 25;
export const BYTES_PER_REQUEST = 16 * 1024 * 1024;

/** Uploads of this page visit. The server owns a file once it is `sent`; what happens to it then is ingestion. */
export const useUploads = create<{ items: Upload[] }>(() => ({ items: [] }));

const requests = new Set<XMLHttpRequest>();
let running = 0;

export function addUploads(collection: string, files: LocalFile[]): void {
  const added = files.map(({ path, file }): Upload => ({ id: randomId(), collection, path, file, state: 'waiting', sent: 0 }));
  useUploads.setState(({ items }) => ({ items: [...items, ...added] }));
  pump();
}

/** Tries files again that did not arrive. */
export function retryUploads(ids: string[]): void {
  patch(ids, { state: 'waiting', sent: 0, problem: undefined });
  pump();
}

/** Takes back everything that was not sent yet. */
export function cancelUploads(): void {
  const open = useUploads.getState().items.filter(isOpen);
  patch(open.map((item) => item.id), { state: 'cancelled' });
  for (const request of requests) request.abort();
  tidy();
}

/** Forgets uploads that need no more attention. */
export function clearUploads(): void {
  useUploads.setState(({ items }) => ({ items: items.filter(isOpen) }));
}

/** Whether the file is still on its way. */
export function isOpen({ state }: Upload): boolean {
  return state === 'waiting' || state === 'sending';
}

/** The next files that fit into one request: same collection, bounded in number and bytes. Pure, for tests. */
export function nextBatch(items: readonly Upload[]): Upload[] {
  const batch: Upload[] = [];
  let bytes = 0;
  for (const item of items) {
    if (item.state !== 'waiting') continue;
    if (batch[0] && item.collection !== batch[0].collection) continue;
    if (batch.length > 0 && bytes + item.file.size > BYTES_PER_REQUEST) break;
    batch.push(item);
    bytes += item.file.size;
    if (batch.length === FILES_PER_REQUEST) break;
  }
  return batch;
}

function pump(): void {
  while (running < PARALLEL_REQUESTS) {
    const batch = nextBatch(useUploads.getState().items);
    if (batch.length === 0) return;
    running += 1;
    patch(batch.map((item) => item.id), { state: 'sending' });
    void deliver(batch).finally(() => {
      running -= 1;
      pump();
      tidy();
      void queryClient.invalidateQueries({ queryKey: keys.documents });
      void queryClient.invalidateQueries({ queryKey: keys.collections });
    });
  }
}

async function deliver(batch: Upload[]): Promise<void> {
  try {
    const answer = await post(batch);
    const rejected = new Map(answer.rejected.map(({ path, problem }) => [path, problem]));
    const unchanged = new Set(answer.documents.filter(({ added }) => added === 'unchanged').map(({ document }) => document.path));
    change(batch, ({ path, file }) => {
      const problem = rejected.get(path);
      return problem ? { state: 'failed', problem } : { state: unchanged.has(path) ? 'unchanged' : 'sent', sent: file.size };
    });
  } catch (error) {
    const problem = problemOf(error);
    change(batch, ({ state }) => (state === 'sending' ? { state: 'failed', problem } : {}));
  }
}

/** Once nothing is on its way, what arrived or was taken back is forgotten; what needs attention stays. */
function tidy(): void {
  const { items } = useUploads.getState();
  if (!items.some(isOpen)) useUploads.setState({ items: items.filter(({ state }) => state === 'failed' || state === 'unchanged') });
}

/** XMLHttpRequest, because fetch does not tell how much was sent. */
function post(batch: Upload[]): Promise<UploadAnswer> {
  const form = new FormData();
  for (const { path, file } of batch) form.append('file', file, path);
  const request = new XMLHttpRequest();
  requests.add(request);
  return new Promise<UploadAnswer>((resolve, reject) => {
    request.open('POST', `/api/v1/collections/${encodeURIComponent(batch[0]!.collection)}/documents`);
    request.responseType = 'json';
    request.upload.addEventListener('progress', ({ loaded }) => spread(batch, loaded));
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response as UploadAnswer);
      else reject(new ApiError(toProblem(request.response, request.status)));
    });
    request.addEventListener('error', () => reject(new ApiError(unreachable)));
    request.addEventListener('abort', () => reject(new ApiError({ ...unreachable, title: 'Cancelled' })));
    request.send(form);
  }).finally(() => requests.delete(request));
}

/** The parts travel in order, so the bytes sent so far fill the files one after another. */
function spread(batch: Upload[], loaded: number): void {
  let left = loaded;
  change(batch, ({ file }) => {
    const sent = Math.max(0, Math.min(file.size, left));
    left -= file.size;
    return { sent };
  });
}

function patch(ids: string[], fields: Partial<Upload>): void {
  change(ids.map((id) => ({ id })), () => fields);
}

/** Changes uploads, in their order, all at once: thousands of files are one list. */
function change(which: Pick<Upload, 'id'>[], fields: (item: Upload) => Partial<Upload>): void {
  const wanted = new Set(which.map(({ id }) => id));
  useUploads.setState(({ items }) => ({ items: items.map((item) => (wanted.has(item.id) ? { ...item, ...fields(item) } : item)) }));
}
