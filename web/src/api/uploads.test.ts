import { expect, it, vi } from 'vitest';
import { addUploads, BYTES_PER_REQUEST, FILES_PER_REQUEST, nextBatch, retryUploads, useUploads, type Upload } from './uploads';

function upload(id: string, size: number, change: Partial<Upload> = {}): Upload {
  return { id, collection: 'c', path: id, file: { size } as File, state: 'waiting', sent: 0, ...change };
}
const ids = (items: Upload[]) => nextBatch(items).map(({ id }) => id);

it('puts small files together and large ones alone', () => {
  expect(ids([upload('a', 10), upload('b', 20), upload('big', BYTES_PER_REQUEST), upload('c', 5)])).toEqual(['a', 'b']);
  expect(ids([upload('big', BYTES_PER_REQUEST * 9), upload('c', 5)])).toEqual(['big']);
  expect(ids(Array.from({ length: 99 }, (_, index) => upload(String(index), 1)))).toHaveLength(FILES_PER_REQUEST);
});

it('takes only what waits, of one collection', () => {
  expect(ids([upload('a', 1, { state: 'sent' }), upload('b', 1), upload('c', 1, { collection: 'other' }), upload('d', 1)])).toEqual(['b', 'd']);
  expect(ids([upload('a', 1, { state: 'failed' })])).toEqual([]);
});

it('forgets what arrived, keeps what did not, and tries that again', async () => {
  let status = 503;
  class Request extends EventTarget {
    upload = new EventTarget();
    response: unknown = null;
    status = 0;
    open() {}
    send(form: FormData) {
      const paths = form.getAll('file').map((file) => (file as File).name);
      this.status = status;
      this.response = status < 300 ? { documents: paths.map((path) => ({ document: { path }, added: 'new' })), rejected: [] } : null;
      queueMicrotask(() => this.dispatchEvent(new Event('load')));
    }
  }
  vi.stubGlobal('XMLHttpRequest', Request);
  const shown = () => useUploads.getState().items.map(({ path, state }) => `${path} ${state}`);
  const file = (path: string) => ({ path, file: new File(['x'], path) });

  addUploads('c', [file('a'), file('b')]);
  await vi.waitFor(() => expect(shown()).toEqual(['a failed', 'b failed']));
  status = 202;
  addUploads('c', [file('d')]);
  await vi.waitFor(() => expect(shown()).toEqual(['a failed', 'b failed']));
  retryUploads(useUploads.getState().items.map(({ id }) => id));
  await vi.waitFor(() => expect(shown()).toEqual([]));
});
