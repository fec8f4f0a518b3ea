import { create } from 'zustand';
import { toastProblem } from './problem';
import { toast } from './toast';

const UNDO_MS = 7_000;

/**
 * Deleting with time to undo: hidden from the page at once, removed on the server when the time is over or the page is left.
 * `remove` must ask with `keepalive`, so that it survives the page.
 */
export function undoable(remove: (id: string) => Promise<void>) {
  const useHidden = create<{ ids: ReadonlySet<string> }>(() => ({ ids: new Set() }));
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  function hide(id: string, hidden: boolean): void {
    useHidden.setState(({ ids }) => {
      const next = new Set(ids);
      if (hidden) next.add(id);
      else next.delete(id);
      return { ids: next };
    });
  }

  async function commit(id: string): Promise<void> {
    timers.delete(id);
    // The message may stay longer, under the pointer for instance; its button would promise what is no longer possible.
    toast.dismiss(id);
    try {
      await remove(id);
    } catch (error) {
      toastProblem(error, 'It was not deleted');
    }
    hide(id, false);
  }

  function deleteLater(id: string, name: string): void {
    hide(id, true);
    timers.set(id, setTimeout(() => void commit(id), UNDO_MS));
    toast.show(`Deleted “${name}”`, {
      id,
      duration: Infinity,
      action: {
        label: 'Undo',
        onClick: () => {
          clearTimeout(timers.get(id));
          timers.delete(id);
          hide(id, false);
        },
      },
    });
  }

  window.addEventListener('pagehide', () => {
    for (const [id, timer] of timers) {
      clearTimeout(timer);
      void commit(id);
    }
  });

  return { useHidden, deleteLater };
}
