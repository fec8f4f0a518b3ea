import { t } from '@lingui/core/macro';
import { http, send } from '@/api/client';
import { keys } from '@/api/queries';
import { refresh } from '@/api/refresh';
import type { Id } from '@/api/types';
import { isSample, isSamples, rememberSamples } from '@/lib/samples';
import { toastProblem } from './problem';
import { toast } from './toast';
import { undoable } from './undoable';

/** Collections that go with their samples. */
const collections = new Set<Id>();

const { useHidden, deleteAllLater } = undoable(
  async (id) => {
    if (!collections.has(id)) await send(http.DELETE('/api/v1/documents/{id}', { params: { path: { id } }, keepalive: true }));
  },
  { after: removeEmpty, failed: () => t`The samples were not removed` },
);

/** Only now: somebody may have added a file while there was time to undo. */
async function removeEmpty(): Promise<void> {
  const { ids } = useHidden.getState();
  for (const id of [...collections].filter((one) => ids.has(one))) {
    collections.delete(id);
    const { items } = await send(http.GET('/api/v1/documents', { params: { query: { collection: id, limit: 1 } } }));
    if (items.length > 0) continue;
    await send(http.DELETE('/api/v1/collections/{id}', { params: { path: { id } } }));
    if (isSamples(id)) rememberSamples(null);
  }
  await refresh(keys.collections, keys.documents, keys.tags);
}

/** Samples that are about to go, and their collection if it goes with them. */
export const useHiddenSamples = useHidden;

/** Whether samples may be in a collection: this browser has put them there, or another one has, under the same name. */
export function mayHoldSamples({ id, name }: { id: Id; name: string }): boolean {
  return isSamples(id) || name === t`Sample documents`;
}

/** Removes the samples, with time to undo; the collection too unless something else is in it. Resolves to whether the collection goes. */
export async function removeSamples(collection: Id): Promise<boolean> {
  try {
    const { items, next } = await send(http.GET('/api/v1/documents', { params: { query: { collection, limit: 200 } } }));
    const samples = items.filter(({ path }) => isSample(path)).map(({ id }) => id);
    const alone = samples.length === items.length && !next;
    if (alone) collections.add(collection);
    if (alone || samples.length > 0) deleteAllLater(alone ? [...samples, collection] : samples, t`The samples were removed`);
    else toast.show(t`There are no samples in it any more`);
    return alone;
  } catch (error) {
    toastProblem(error, t`The samples were not removed`);
    return false;
  }
}
