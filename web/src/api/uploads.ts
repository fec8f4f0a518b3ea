import { create } from 'zustand';
import type { Problem } from './types';
import { patient } from './patient';
import { randomId } from '@/lib/ids';
import { remember, remembered, watchRemembered } from '@/lib/storage';

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
  problem?: Problem | undefined;
  /** Whether the browser keeps the file, so that a reload or a crash of the page loses nothing. */
  kept: boolean;
  /** It was on its way before and the answer got lost: the server may have it already, and says then that nothing changed. */
  tried: boolean;
  /** How often the connection broke although the server was there. */
  breaks: number;
}

interface Uploads {
  items: Upload[];
  /** The person stopped the queue; remembered, so that a reload does not start it. */
  paused: boolean;
  /** The connection broke; the queue goes on by itself. */
  stalled: boolean;
  /** How the last round ended, once nothing is on its way. */
  last: { sent: number; of: number } | null;
}

/** Uploads of this page. The server owns a file once it is `sent`; what happens to it then is ingestion. */
export const useUploads = create<Uploads>(() => ({ items: [], paused: remembered('uploads.paused') === 'yes', stalled: false, last: null }));

// What sends and what keeps files is not needed before there are some.
const sending = patient(() => import('./sending'));

export function addUploads(collection: string, files: LocalFile[]): void {
  const added = files.map(
    ({ path, file }): Upload => ({ id: randomId(), collection, path, file, state: 'waiting', sent: 0, kept: false, tried: false, breaks: 0 }),
  );
  useUploads.setState(({ items }) => ({ items: [...items, ...added], last: null }));
  void sending().then(({ keepAndSend }) => keepAndSend(added));
}

/** Tries files again that did not arrive. */
export function retryUploads(ids: readonly string[]): void {
  change(ids, () => ({ state: 'waiting', sent: 0, problem: undefined, breaks: 0 }));
  void sending().then(({ resend }) => resend(ids));
}

/** Takes back what was not sent yet: all of it, or these. */
export function cancelUploads(ids?: readonly string[]): void {
  const wanted = ids && new Set(ids);
  const open = useUploads.getState().items.filter((item) => isOpen(item) && (!wanted || wanted.has(item.id))).map(({ id }) => id);
  change(open, () => ({ state: 'cancelled' }));
  void sending().then(({ drop }) => drop(open));
}

/** Stops the queue or lets it go on. What was on its way begins again later. */
export function pauseUploads(paused: boolean): void {
  remember('uploads.paused', paused ? 'yes' : null);
  useUploads.setState({ paused });
  void sending().then(({ turned }) => turned());
}

/** Forgets uploads that need no more attention. */
export function clearUploads(): void {
  const gone = useUploads.getState().items.filter((item) => !isOpen(item)).map(({ id }) => id);
  useUploads.setState(({ items }) => ({ items: items.filter(isOpen), last: null }));
  void sending().then(({ forget }) => forget(gone));
}

/** Once, when the page opens: goes on with what an earlier page had not sent. */
export function resumeUploads(): void {
  watchRemembered('uploads.paused', () => {
    useUploads.setState({ paused: remembered('uploads.paused') === 'yes' });
    void sending().then(({ turned }) => turned());
  });
  // Not in the way of the first paint.
  setTimeout(() => void sending().then(({ adopt }) => adopt()), 0);
}

/** Whether the file is still on its way. */
export function isOpen({ state }: Pick<Upload, 'state'>): boolean {
  return state === 'waiting' || state === 'sending';
}

/** Whether closing the page would lose the file. */
export function wouldBeLost(item: Upload): boolean {
  return isOpen(item) && !item.kept;
}

/** Changes uploads, in their order, all at once: thousands of files are one list. */
export function change(ids: readonly string[], fields: (item: Upload) => Partial<Upload>): void {
  if (ids.length === 0) return;
  const wanted = new Set(ids);
  useUploads.setState(({ items }) => ({ items: items.map((item) => (wanted.has(item.id) ? { ...item, ...fields(item) } : item)) }));
}
