import type { Document, Id } from '@/api/types';
import type { FolderEntry } from './folders';

/** What stands in the list. */
export type Entry = { kind: 'folder'; key: string; folder: FolderEntry } | { kind: 'document'; key: Id; document: Document };

/** Entries side by side, as many as fit. */
export function inRows<T>(entries: readonly T[], columns: number): T[][] {
  const rows: T[][] = [];
  for (let at = 0; at < entries.length; at += columns) rows.push(entries.slice(at, at + columns));
  return rows;
}

/** Where a key leads from here; undefined when it means something else. */
export function stepTo(key: string, at: number, length: number, columns: number): number | undefined {
  const to: Record<string, number> = {
    ArrowDown: at + columns,
    ArrowUp: at - columns,
    Home: 0,
    End: length - 1,
    PageDown: at + columns * 10,
    PageUp: at - columns * 10,
    ...(columns > 1 ? { ArrowRight: at + 1, ArrowLeft: at - 1 } : {}),
  };
  const wanted = to[key];
  return wanted === undefined ? undefined : Math.min(length - 1, Math.max(0, wanted));
}
