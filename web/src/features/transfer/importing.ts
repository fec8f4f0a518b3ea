import { create } from 'zustand';
import { http, send } from '@/api/client';
import { ApiError } from '@/api/problem';
import { keys } from '@/api/queries';
import { refresh } from '@/api/refresh';
import type { Problem } from '@/api/types';
import { randomId } from '@/lib/ids';
import type { Batch } from './batches';
import type { FileFlaw } from './formats';
import type { Told, Wish } from './messages';
import type { Preview } from './preview';

export interface Rejected {
  title: string;
  problem: Problem;
}

interface Outcome {
  imported: number;
  rejected: Rejected[];
}

/** Where an import stands. It goes on while other pages are in view. */
export type Import =
  | { at: 'start' }
  | { at: 'looking'; name: string; read: number; total: number }
  | { at: 'unreadable'; name: string; flaw: FileFlaw }
  | { at: 'broken'; name: string; error: unknown }
  | { at: 'seen'; file: File; preview: Preview }
  | { at: 'sending'; file: File; preview: Preview; outcome: Outcome; /** Set when the server did not take a batch; it waits to be sent again. */ error: unknown }
  | { at: 'done'; preview: Preview; outcome: Outcome; cancelled: boolean };

export const useImport = create<Import>(() => ({ at: 'start' }));

let worker: Worker | null = null;
let waiting: Batch | null = null;
let abort = new AbortController();

function set(state: Import): void {
  useImport.setState(state, true);
}

/** Reads a file and tells what is in it. */
export function look(file: File): void {
  leave();
  set({ at: 'looking', name: file.name, read: 0, total: file.size });
  hire((told) => {
    if (told.type === 'progress') set({ at: 'looking', name: file.name, read: told.read, total: told.total });
    if (told.type === 'seen') end({ at: 'seen', file, preview: told.preview });
    if (told.type === 'unreadable') end({ at: 'unreadable', name: file.name, flaw: told.flaw });
    if (told.type === 'failed') end({ at: 'broken', name: file.name, error: new Error(told.message) });
  }).postMessage({ type: 'look', file } satisfies Wish);
}

/** Takes in what was seen. */
export function take(): void {
  const seen = useImport.getState();
  if (seen.at !== 'seen') return;
  const { file, preview } = seen;
  abort = new AbortController();
  set({ at: 'sending', file, preview, outcome: { imported: 0, rejected: [] }, error: null });
  hire((told) => {
    if (told.type === 'batch') {
      waiting = told.batch;
      void sendWaiting();
    }
    if (told.type === 'end') finish(false);
    if (told.type === 'unreadable') end({ at: 'unreadable', name: file.name, flaw: told.flaw });
    if (told.type === 'failed') end({ at: 'broken', name: file.name, error: new Error(told.message) });
  }).postMessage({ type: 'convert', file } satisfies Wish);
}

/** Sends the batch that waits; call again after a failure. */
export async function sendWaiting(): Promise<void> {
  const [batch, signal] = [waiting, abort.signal];
  if (!batch) return;
  change({ error: null });
  try {
    const { conversations, rejected } = await taken(batch, signal);
    if (signal.aborted) return;
    waiting = null;
    const state = useImport.getState();
    if (state.at !== 'sending') return;
    const { outcome } = state;
    change({ outcome: { imported: outcome.imported + conversations.length, rejected: [...outcome.rejected, ...rejected] } });
    worker?.postMessage({ type: 'next' } satisfies Wish);
  } catch (error) {
    if (!signal.aborted) change({ error });
  }
}

/** Stops; what was taken in stays. */
export function cancel(): void {
  if (useImport.getState().at === 'sending') finish(true);
  else end({ at: 'start' });
}

export function startAgain(): void {
  end({ at: 'start' });
}

async function taken(batch: Batch, signal: AbortSignal) {
  const done = await post(batch, batch.key, signal);
  const [first] = done.conversations;
  if (first === undefined || (await isThere(first))) return done;
  // The server remembers that it took these in, but they were deleted since: it is asked anew, under another name.
  return post(batch, `${batch.key}.${randomId()}`, signal);
}

function post(batch: Batch, key: string, signal: AbortSignal) {
  return send(
    http.POST('/api/v1/conversations/import', {
      body: { conversations: [] },
      bodySerializer: () => batch.body,
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
      signal,
    }),
  );
}

async function isThere(id: string): Promise<boolean> {
  try {
    await send(http.GET('/api/v1/conversations/{id}', { params: { path: { id } } }));
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.problem.status === 404) return false;
    throw error;
  }
}

function change(part: Partial<Extract<Import, { at: 'sending' }>>): void {
  const state = useImport.getState();
  if (state.at === 'sending') set({ ...state, ...part });
}

function finish(cancelled: boolean): void {
  const state = useImport.getState();
  if (state.at !== 'sending') return;
  end({ at: 'done', preview: state.preview, outcome: state.outcome, cancelled });
  void refresh(keys.conversations);
}

function end(state: Import): void {
  leave();
  set(state);
}

function hire(hear: (told: Told) => void): Worker {
  worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<Told>) => hear(data));
  worker.addEventListener('error', (event) => hear({ type: 'failed', message: event.message }));
  return worker;
}

function leave(): void {
  abort.abort();
  worker?.terminate();
  worker = null;
  waiting = null;
}
