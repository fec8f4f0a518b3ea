import { create } from 'zustand';
import type { Id } from '@/api/types';

export interface Selection {
  ids: ReadonlySet<Id>;
  /** Where a range begins: what was chosen last without Shift. */
  anchor: Id | null;
}

export const NOTHING: Selection = { ids: new Set(), anchor: null };

/** What is ticked in the list of documents. */
export const useSelection = create<Selection>(() => NOTHING);

export function toggled({ ids }: Selection, id: Id): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id };
}

/** Adds everything from the anchor to this one, in the order of the list. */
export function ranged({ ids, anchor }: Selection, order: readonly Id[], to: Id): Selection {
  const from = anchor === null ? -1 : order.indexOf(anchor);
  const end = order.indexOf(to);
  if (from < 0 || end < 0) return { ids: new Set([...ids, to]), anchor: to };
  const between = order.slice(Math.min(from, end), Math.max(from, end) + 1);
  return { ids: new Set([...ids, ...between]), anchor };
}

/** Without those that are no longer in the list. */
export function kept(selection: Selection, order: readonly Id[]): Selection {
  const there = new Set(order);
  const ids = [...selection.ids].filter((id) => there.has(id));
  return ids.length === selection.ids.size ? selection : { ...selection, ids: new Set(ids) };
}
