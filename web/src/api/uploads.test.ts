import { expect, it, vi } from 'vitest';
import { BYTES_PER_REQUEST, FILES_PER_REQUEST, mayGoLater, nextBatch, pauseAfter } from './batches';
import { spread } from './post';
import { addUploads, cancelUploads, clearUploads, pauseUploads, retryUploads, useUploads, type Upload } from './uploads';

vi.stubGlobal('window', new EventTarget());

function upload(id: string, size: number, change: Partial<Upload> = {}): Upload {
  return { id, collection: 'c', path: id, file: { size } as File, state: 'waiting', sent: 0, kept: false, tried: false, breaks: 0, ...change };
}
const ids = (items: Upload[]) => nextBatch(items).map(({ id }) => id);

it('puts small files together and large ones alone', () => {
  expect(ids([upload('a', 10), upload('b', 20), upload('big', BYTES_PER_REQUEST), upload('c', 5)])).toEqual(['a', 'b']);
  expect(ids([upload('big', BYTES_PER_REQUEST * 9), upload('c', 5)])).toEqual(['big']);
  expect(ids(Array.from({ length: 99 }, (_, index) => upload(String(index), 1)))).toHaveLength(FILES_PER_REQUEST);
});

it('takes only what waits, of one collection, each path once', () => {
  expect(ids([upload('a', 1, { state: 'sent' }), upload('b', 1), upload('c', 1, { collection: 'other' }), upload('d', 1)])).toEqual(['b', 'd']);
  expect(ids([upload('a', 1, { state: 'failed' })])).toEqual([]);
  expect(ids([upload('a', 1, { path: 'x' }), upload('b', 1, { path: 'x' })])).toEqual(['a']);
  expect(ids([upload('a', 1, { path: 'x', state: 'sending' }), upload('b', 1, { path: 'x' })])).toEqual([]);
});

it('pauses longer after each break, up to half a minute', () => {
  expect([1, 2, 3, 9].map(pauseAfter)).toEqual([1_000, 2_000, 4_000, 30_000]);
  expect([0, 503, 429].every(mayGoLater)).toBe(true);
  expect([400, 404, 413, 500].some(mayGoLater)).toBe(false);
});

it('fills files with bytes in their order', () => {
  expect([...spread([upload('a', 10), upload('b', 10), upload('c', 10)], 15).values()]).toEqual([10, 5, 0]);
});

let status = 400;
let sent = 0;
class Request extends EventTarget {
  upload = new EventTarget();
  response: unknown = null;
  status = 0;
  open() {}
  abort() {
    this.dispatchEvent(new Event('abort'));
  }
  send(form: FormData) {
    sent += 1;
    if (status === -1) return;
    const paths = form.getAll('file').map((file) => (file as File).name);
    this.status = status;
    this.response = status < 300 ? { documents: paths.map((path) => ({ document: { path }, added: 'new' })), rejected: [] } : null;
    queueMicrotask(() => this.dispatchEvent(new Event('load')));
  }
}
vi.stubGlobal('XMLHttpRequest', Request);
const shown = () => useUploads.getState().items.map(({ path, state }) => `${path} ${state}`);
const file = (path: string) => ({ path, file: new File(['x'], path) });

it('forgets what arrived, keeps what did not, and tries that again', async () => {
  addUploads('c', [file('a'), file('b')]);
  await vi.waitFor(() => expect(shown()).toEqual(['a failed', 'b failed']), 5_000);
  status = 202;
  addUploads('c', [file('d')]);
  await vi.waitFor(() => expect(shown()).toEqual(['a failed', 'b failed']));
  expect(useUploads.getState().last).toEqual({ sent: 1, of: 3 });
  retryUploads(useUploads.getState().items.map(({ id }) => id));
  await vi.waitFor(() => expect(shown()).toEqual([]));
  expect(useUploads.getState().last).toEqual({ sent: 2, of: 2 });
});

it('waits while it is paused, begins anew what was on its way, and takes back one of many', async () => {
  status = -1;
  addUploads('c', [file('a'), file('b')]);
  await vi.waitFor(() => expect(shown()).toEqual(['a sending', 'b sending']));
  pauseUploads(true);
  await vi.waitFor(() => expect(shown()).toEqual(['a waiting', 'b waiting']));
  cancelUploads([useUploads.getState().items[0]!.id]);
  const before = sent;
  status = 202;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(sent).toBe(before);
  pauseUploads(false);
  await vi.waitFor(() => expect(shown()).toEqual([]));
  expect(useUploads.getState().last).toEqual({ sent: 1, of: 1 });
  clearUploads();
  expect(useUploads.getState().last).toBeNull();
});

it('goes on by itself when the server was away', async () => {
  vi.useFakeTimers();
  status = 503;
  addUploads('c', [file('a')]);
  await vi.waitFor(() => expect(useUploads.getState().stalled).toBe(true));
  expect(shown()).toEqual(['a waiting']);
  status = 202;
  await vi.advanceTimersByTimeAsync(2_000);
  expect(shown()).toEqual([]);
  vi.useRealTimers();
});
