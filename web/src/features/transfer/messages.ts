import type { Batch } from './batches';
import type { FileFlaw } from './formats';
import type { Preview } from './preview';

/** What the page asks of the worker that reads exports. */
export type Wish = { type: 'look'; file: File } | { type: 'convert'; file: File } | { type: 'next' };

/** What the worker tells. After a batch it waits for `next`. */
export type Told =
  | { type: 'progress'; read: number; total: number }
  | { type: 'seen'; preview: Preview }
  | { type: 'batch'; batch: Batch }
  | { type: 'end' }
  | { type: 'unreadable'; flaw: FileFlaw }
  | { type: 'failed'; message: string };
