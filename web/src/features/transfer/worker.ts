import { Batches, checked, type Batch } from './batches';
import { Unreadable } from './formats';
import type { Told, Wish } from './messages';
import { nothingSeen, see } from './preview';
import { readExport } from './reading';

// Reads exports beside the page: a file of hundreds of megabytes must not stop it.

/** Often enough for a bar that moves, seldom enough not to keep the page busy. */
const TELL_EVERY_MS = 100;

let proceed: (() => void) | null = null;

self.addEventListener('message', ({ data }: MessageEvent<Wish>) => {
  if (data.type === 'next') proceed?.();
  else work(data).catch((error: unknown) => tell(error instanceof Unreadable ? { type: 'unreadable', flaw: error.flaw } : { type: 'failed', message: String(error) }));
});

async function work({ type, file }: Exclude<Wish, { type: 'next' }>): Promise<void> {
  let told = 0;
  const progress = (read: number, total: number) => {
    if (Date.now() - told < TELL_EVERY_MS) return;
    told = Date.now();
    tell({ type: 'progress', read, total });
  };
  if (type === 'look') {
    const preview = nothingSeen();
    await readExport(file, { item: (one, origin) => see(preview, checked(one), origin), progress });
    return tell({ type: 'seen', preview });
  }
  const batches = new Batches();
  const full: Batch[] = [];
  await readExport(
    file,
    {
      item(one) {
        const good = checked(one);
        const batch = 'flaw' in good ? null : batches.add(good.conversation);
        if (batch) full.push(batch);
      },
      progress,
    },
    // Nothing more is read until what was read has been sent: memory stays flat.
    async () => {
      for (let batch = full.shift(); batch; batch = full.shift()) await hand(batch);
    },
  );
  const rest = batches.rest();
  for (const batch of rest ? [...full, rest] : full) await hand(batch);
  tell({ type: 'end' });
}

/** Gives a batch to the page and waits until it was sent. */
function hand(batch: Batch): Promise<void> {
  return new Promise((resolve) => {
    proceed = resolve;
    self.postMessage({ type: 'batch', batch } satisfies Told, { transfer: [batch.body.buffer] });
  });
}

function tell(told: Told): void {
  self.postMessage(told);
}
