import type { Conversation, Folder, Id } from '@/api/types';
import { byAge, type Age } from '../ages';
import { inFolder, REST, SHARED, type Listed, type ListFilter } from './lists';

/** What a drop on a row means: into this folder, out of any, or onto the pinned ones. */
export type Target = { folder: Id | null } | 'pinned';

/** Stands in the place of a folder's id for what others share. */
export const SHARED_PLACE = 'shared';

/** One line of the list. Keys are unique: a pinned conversation stands in its folder too. */
export type Row =
  | { kind: 'heading'; key: string; heading: 'pinned' | 'folders' | Age; target: Target | null }
  | { kind: 'folder'; key: string; folder: Folder; open: boolean }
  | { kind: 'shared'; key: string; open: boolean }
  /** Without a target: somebody else's, which has no place in one's own order. */
  | { kind: 'conversation'; key: string; conversation: Conversation; target: Target | null }
  | { kind: 'more'; key: string; filter: ListFilter }
  | { kind: 'empty'; key: string; folder: Id };

export interface Sections {
  pinned: Listed | undefined;
  folders: readonly Folder[];
  /** Of the folders that are open, as far as they were read. */
  inFolders: ReadonlyMap<Id, Listed | undefined>;
  rest: Listed | undefined;
  /** What others share, and whether it is shown. */
  shared?: Listed | undefined;
  sharedOpen?: boolean;
}

/** Pinned first, then folders and what others share, then the rest by age, as lines one below the other. */
export function rowsOf({ pinned, folders, inFolders, rest, shared, sharedOpen = false }: Sections, hidden: ReadonlySet<Id>, now: Date): Row[] {
  const rows: Row[] = [];
  const shown = (list: Listed | undefined) => list?.items.filter(({ id }) => !hidden.has(id)) ?? [];
  const add = (section: string, conversations: readonly Conversation[], target: Target | null) => {
    for (const conversation of conversations) rows.push({ kind: 'conversation', key: `${section}:${conversation.id}`, conversation, target });
  };
  const end = (section: string, list: Listed | undefined, filter: ListFilter) => {
    // Named by where it reads on from: the next page needs a row of its own, that reads once more.
    if (list?.next) rows.push({ kind: 'more', key: `${section}:more:${list.next}`, filter });
  };

  const above = shown(pinned);
  if (above.length > 0) {
    rows.push({ kind: 'heading', key: 'pinned', heading: 'pinned', target: 'pinned' });
    add('pinned', above, 'pinned');
    end('pinned', pinned, { pinned: true });
  }
  const some = folders.filter(({ id }) => !hidden.has(id));
  if (some.length > 0) rows.push({ kind: 'heading', key: 'folders', heading: 'folders', target: null });
  for (const folder of some) {
    const open = inFolders.has(folder.id);
    rows.push({ kind: 'folder', key: `folder:${folder.id}`, folder, open });
    if (!open) continue;
    const list = inFolders.get(folder.id);
    const inside = shown(list);
    add(folder.id, inside, { folder: folder.id });
    end(folder.id, list, inFolder(folder.id));
    if (list && inside.length === 0) rows.push({ kind: 'empty', key: `${folder.id}:empty`, folder: folder.id });
  }
  const others = shown(shared);
  if (others.length > 0) {
    rows.push({ kind: 'shared', key: SHARED_PLACE, open: sharedOpen });
    if (sharedOpen) {
      add(SHARED_PLACE, others, null);
      end(SHARED_PLACE, shared, SHARED);
    }
  }
  for (const { age, conversations } of byAge(shown(rest), now)) {
    rows.push({ kind: 'heading', key: age, heading: age, target: { folder: null } });
    add('rest', conversations, { folder: null });
  }
  end('rest', rest, REST);
  return rows;
}

/** The focusable row that a key leads to from this one; undefined when it stays. */
export function step(rows: readonly Row[], from: string | null, key: 'ArrowUp' | 'ArrowDown' | 'Home' | 'End'): Row | undefined {
  const able = rows.filter(isFocusable);
  const at = able.findIndex((row) => row.key === from);
  switch (key) {
    case 'ArrowUp':
      return able[at - 1];
    case 'ArrowDown':
      return able[at + 1];
    case 'Home':
      return at === 0 ? undefined : able[0];
    case 'End':
      return at === able.length - 1 ? undefined : able.at(-1);
  }
}

export function isFocusable(row: Row): boolean {
  return row.kind === 'folder' || row.kind === 'shared' || row.kind === 'conversation';
}
