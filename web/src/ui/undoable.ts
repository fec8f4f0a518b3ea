import { plural, t } from '@lingui/core/macro';
import { create } from 'zustand';
import { toastProblem } from './problem';
import { toast } from './toast';

const UNDO_MS = 7_000;

interface Batch {
  ids: readonly string[];
  timer: ReturnType<typeof setTimeout>;
}

interface Options {
  /** Reads anew what the removal changed. */
  after?(): Promise<void>;
  /** Says that these could not be removed, of so many. */
  failed?(count: number, of: number): string;
}

/**
 * Deleting with time to undo: hidden from the page at once, removed on the server when the time is over or the page is left.
 * `remove` must ask with `keepalive`, so that it survives the page.
 */
export function undoable(remove: (id: string) => Promise<void>, { after = async () => {}, failed = notDeleted }: Options = {}) {
  const useHidden = create<{ ids: ReadonlySet<string> }>(() => ({ ids: new Set() }));
  const batches = new Map<string, Batch>();

  function hide(changed: readonly string[], hidden: boolean): void {
    useHidden.setState(({ ids }) => {
      const next = new Set(ids);
      for (const id of changed) {
        if (hidden) next.add(id);
        else next.delete(id);
      }
      return { ids: next };
    });
  }

  async function commit(name: string, { ids }: Batch): Promise<void> {
    batches.delete(name);
    // The message may stay longer, under the pointer for instance; its button would promise what is no longer possible.
    toast.dismiss(name);
    // All at once: when the page is left there is no second chance.
    const outcomes = await Promise.allSettled(ids.map(remove));
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    if (refused.length > 0) toastProblem(refused[0]!.reason, failed(refused.length, ids.length));
    await after().catch(() => {});
    hide(ids, false);
  }

  /** Hides all of these and says so in these words, with one button that brings them all back and then calls `undone`. */
  function deleteAllLater(ids: readonly string[], words: string, undone?: () => void): void {
    const name = ids.join();
    const batch: Batch = { ids, timer: setTimeout(() => void commit(name, batch), UNDO_MS) };
    hide(ids, true);
    batches.set(name, batch);
    toast.show(words, {
      id: name,
      duration: Infinity,
      action: {
        label: t`Undo`,
        onClick: () => {
          clearTimeout(batch.timer);
          batches.delete(name);
          hide(ids, false);
          undone?.();
        },
      },
    });
  }

  function deleteLater(id: string, name: string): void {
    deleteAllLater([id], t`Deleted “${name}”`);
  }

  window.addEventListener('pagehide', () => {
    for (const [name, batch] of batches) {
      clearTimeout(batch.timer);
      void commit(name, batch);
    }
  });

  return { useHidden, deleteLater, deleteAllLater };
}

function notDeleted(count: number, of: number): string {
  return of === 1 ? t`It was not deleted` : plural(count, { one: '# was not deleted', other: '# were not deleted' });
}
