import type { KeyboardEvent, MouseEvent } from 'react';
import type { Id } from '@/api/types';
import { stepTo, type Entry } from './entries';
import { NOTHING, ranged, toggled, useSelection } from './selection';

interface ListKeys {
  entries: readonly Entry[];
  columns: number;
  activeAt: number;
  focusAt(at: number): void;
  onOpen(entry: Entry): void;
  onDelete(ids: readonly Id[]): void;
}

/** The keys of the list, and what Shift and the command key do to a click. */
export function useListKeys({ entries, columns, activeAt, focusAt, onOpen, onDelete }: ListKeys) {
  const ids = () => entries.flatMap((entry) => (entry.kind === 'document' ? [entry.key] : []));

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const target = event.target as HTMLElement;
    // Keys in a menu of a row come here too, although it stands elsewhere on the page.
    if (!event.currentTarget.contains(target)) return;
    if (target.matches('input:not([type=checkbox]), textarea, select') || event.altKey) return;
    const entry = entries[activeAt];
    const onEntry = target.hasAttribute('data-entry');
    if ((event.ctrlKey || event.metaKey) && event.key === 'a') {
      event.preventDefault();
      useSelection.setState({ ids: new Set(ids()), anchor: entry?.key ?? null });
      return;
    }
    if (event.ctrlKey || event.metaKey) return;
    const to = stepTo(event.key, activeAt, entries.length, columns);
    if (to !== undefined) {
      event.preventDefault();
      if (event.shiftKey && entry?.kind === 'document') {
        const next = entries[to];
        useSelection.setState((old) => ranged(old.anchor ? old : toggled(NOTHING, entry.key), ids(), next?.key ?? entry.key));
      }
      focusAt(to);
    } else if (event.key === 'Escape' && useSelection.getState().ids.size > 0) {
      // It closes the panel only when nothing is chosen.
      event.preventDefault();
      useSelection.setState(NOTHING);
    } else if (onEntry && entry && event.key === 'Enter') {
      event.preventDefault();
      onOpen(entry);
    } else if (onEntry && entry?.kind === 'document' && event.key === ' ') {
      event.preventDefault();
      useSelection.setState((old) => toggled(old, entry.key));
    } else if (entry?.kind === 'document' && event.key === 'Delete') {
      const chosen = useSelection.getState().ids;
      onDelete(chosen.has(entry.key) ? [...chosen] : [entry.key]);
    }
  }

  /** True when the click chose something and means nothing else. */
  function choose(event: MouseEvent, id: Id): boolean {
    if (event.shiftKey) {
      useSelection.setState((old) => ranged(old, ids(), id));
      return true;
    }
    if (event.ctrlKey || event.metaKey) {
      useSelection.setState((old) => toggled(old, id));
      return true;
    }
    return false;
  }

  return { onKeyDown, choose };
}
