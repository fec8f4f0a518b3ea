import type { Problem } from './types';
import { randomId } from '@/lib/ids';

/** A file that the browser keeps until the server has it. */
export interface Kept {
  id: string;
  /** The page that sends it: the name of a lock that page holds. */
  owner: string;
  collection: string;
  path: string;
  size: number;
  problem?: Problem | undefined;
}

/** Files take a copy on disk; more than this is not put there behind somebody's back. */
const MOST_KEPT_BYTES = 4_000_000_000;
/** Left for others when the browser says how much there is. */
const SPARE_BYTES = 50_000_000;

const NAME = 'chatbox.uploads';
const ABOUT = 'about';
const FILES = 'files';

/** What a page is called among its siblings while it lives; null where browsers have no locks: on plain http under another name than localhost. */
export const owner: string | null = globalThis.navigator?.locks && globalThis.indexedDB ? `${NAME}.${randomId()}` : null;

let opened: Promise<IDBDatabase> | undefined;

function database(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.addEventListener('upgradeneeded', () => {
      request.result.createObjectStore(ABOUT, { keyPath: 'id' });
      request.result.createObjectStore(FILES);
    });
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
  // Private windows may refuse it now and not later.
  opened.catch(() => (opened = undefined));
  return opened;
}

/** Runs all of it or nothing. */
async function inOne<T>(mode: IDBTransactionMode, work: (about: IDBObjectStore, files: IDBObjectStore) => T): Promise<T> {
  const transaction = (await database()).transaction([ABOUT, FILES], mode);
  return new Promise<T>((resolve, reject) => {
    const made = work(transaction.objectStore(ABOUT), transaction.objectStore(FILES));
    transaction.addEventListener('complete', () => resolve(made));
    transaction.addEventListener('abort', () => reject(transaction.error));
  });
}

/** Whether so many more bytes may be kept. */
export async function hasRoom(bytes: number): Promise<boolean> {
  const { usage = 0, quota = Infinity } = (await navigator.storage?.estimate?.()) ?? {};
  return usage + bytes < Math.min(quota - SPARE_BYTES, MOST_KEPT_BYTES);
}

/** Takes everything out that waits to be sent, as when somebody else may sit here next. */
export async function forgetAllKept(): Promise<void> {
  if (!owner) return;
  await inOne('readwrite', (about, files) => {
    about.clear();
    files.clear();
  });
}

export async function keep(items: readonly { about: Kept; file: File }[]): Promise<void> {
  await inOne('readwrite', (about, files) => {
    for (const item of items) {
      about.put(item.about);
      files.put(item.file, item.about.id);
    }
  });
}

/** Remembers why a file did not arrive, or that it is to be tried again. */
export async function note(ids: readonly string[], problem: Problem | undefined): Promise<void> {
  await inOne('readwrite', (about) => {
    for (const id of ids) {
      const request = about.get(id) as IDBRequest<Kept | undefined>;
      request.addEventListener('success', () => request.result && about.put({ ...request.result, problem }));
    }
  });
}

export async function forgetKept(ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await inOne('readwrite', (about, files) => {
    for (const id of ids) {
      about.delete(id);
      files.delete(id);
    }
  });
}

/** Makes files whose page is gone ours, each only once however many pages ask. */
export async function takeOver(me: string, living: ReadonlySet<string>): Promise<{ about: Kept; file: File }[]> {
  return inOne('readwrite', (about, files) => {
    const taken: { about: Kept; file: File }[] = [];
    const all = about.getAll() as IDBRequest<Kept[]>;
    all.addEventListener('success', () => {
      for (const kept of all.result) {
        if (living.has(kept.owner)) continue;
        const request = files.get(kept.id) as IDBRequest<File | undefined>;
        request.addEventListener('success', () => {
          if (!request.result) return void about.delete(kept.id);
          const mine = { ...kept, owner: me };
          about.put(mine);
          taken.push({ about: mine, file: request.result });
        });
      }
    });
    return taken;
  });
}

/** Names of the pages that are alive and may send. */
export async function alive(): Promise<ReadonlySet<string>> {
  const { held = [] } = await navigator.locks.query();
  // Shared ones are only waiting for that page to end.
  return new Set(held.flatMap(({ name, mode }) => (mode === 'exclusive' && name?.startsWith(`${NAME}.`) ? [name] : [])));
}

/** Holds our lock until the page ends; resolves once it is held. */
export function holdLock(me: string): Promise<void> {
  return new Promise((held) => {
    void navigator.locks.request(me, () => {
      held();
      return new Promise(() => {});
    });
  });
}

/** Resolves when that page has ended. */
export async function ended(other: string): Promise<void> {
  await navigator.locks.request(other, { mode: 'shared' }, () => {});
}
