import type { Document } from '@/api/types';

export interface FolderEntry {
  name: string;
  /** Path from the top, ending with `/`. */
  dir: string;
  documents: number;
  bytes: number;
}

type Placed = Pick<Document, 'path' | 'size'>;

/** The top: what has no folder, and the folders that are in none. */
export const TOP = '/';

/** What stands directly in a folder: its folders by name, and its documents in the order they came in. */
export function inFolder<D extends Placed>(documents: readonly D[], dir: string): { folders: FolderEntry[]; documents: D[] } {
  const prefix = dir === TOP ? '' : dir;
  const folders = new Map<string, FolderEntry>();
  const here: D[] = [];
  for (const document of documents) {
    if (!document.path.startsWith(prefix)) continue;
    const rest = document.path.slice(prefix.length);
    const cut = rest.indexOf('/');
    if (cut < 0) {
      here.push(document);
      continue;
    }
    const name = rest.slice(0, cut);
    const entry = folders.get(name) ?? { name, dir: `${prefix}${name}/`, documents: 0, bytes: 0 };
    entry.documents += 1;
    entry.bytes += document.size;
    folders.set(name, entry);
  }
  const byName = new Intl.Collator(undefined, { numeric: true });
  return { folders: [...folders.values()].toSorted((a, b) => byName.compare(a.name, b.name)), documents: here };
}

/** The way to a folder from the top, without the top itself. */
export function crumbs(dir: string): { name: string; dir: string }[] {
  if (dir === TOP) return [];
  const names = dir.replace(/\/$/, '').split('/');
  return names.map((name, at) => ({ name, dir: `${names.slice(0, at + 1).join('/')}/` }));
}
