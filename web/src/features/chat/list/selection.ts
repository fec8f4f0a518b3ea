import { create } from 'zustand';
import type { Id } from '@/api/types';
import type { Row } from './rows';

export interface Selection {
  ids: ReadonlySet<Id>;
  /** Row from which Shift extends. */
  anchor: string | null;
}

export const NOTHING: Selection = { ids: new Set(), anchor: null };

export const useSelection = create<Selection>(() => NOTHING);

export function clearSelection(): void {
  if (useSelection.getState().ids.size > 0) useSelection.setState(NOTHING);
}

/** With this conversation in the selection, or out of it. */
export function toggled({ ids }: Selection, id: Id, key: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: key };
}

/** With every conversation from the anchor to this row, and nothing else. */
export function extended(selection: Selection, rows: readonly Row[], from: string, to: string): Selection {
  const anchor = selection.anchor ?? from;
  const [a, b] = [anchor, to].map((key) => rows.findIndex((row) => row.key === key));
  if (a! < 0 || b! < 0) return selection;
  const between = rows.slice(Math.min(a!, b!), Math.max(a!, b!) + 1);
  return { ids: new Set(between.flatMap(own)), anchor };
}

/** Everything that was read. */
export function everything(rows: readonly Row[]): Selection {
  return { ids: new Set(rows.flatMap(own)), anchor: null };
}

/** What others share is not put into order, and not selected. */
function own(row: Row): Id[] {
  return row.kind === 'conversation' && row.target !== null ? [row.conversation.id] : [];
}
