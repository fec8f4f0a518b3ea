import { expect, it } from 'vitest';
import { BYTES_PER_REQUEST, FILES_PER_REQUEST, nextBatch, type Upload } from './uploads';

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
