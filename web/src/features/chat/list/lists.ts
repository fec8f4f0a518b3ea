import { queryOptions } from '@tanstack/react-query';
import { http, send } from '@/api/client';
import { keys, queryClient } from '@/api/queries';
import type { Conversation, Id, Page } from '@/api/types';

/** One list of conversations, last changed first: the pinned ones, those of a folder, those in no folder, or those of others. */
export interface ListFilter {
  pinned?: boolean;
  folder?: Id | 'none';
  /** Those of others, in place of one's own. */
  shared?: true;
}

/** A list as far as it was read. */
export interface Listed {
  items: Conversation[];
  next: string | null;
}

export const PINNED: ListFilter = { pinned: true };
export const REST: ListFilter = { pinned: false, folder: 'none' };
export const SHARED: ListFilter = { shared: true };
export const inFolder = (folder: Id): ListFilter => ({ folder });

/** The first page fills the screen; the others fill the way down. */
const FIRST = 50;
const MORE = 200;

const listKey = (filter: ListFilter) => [...keys.conversations, 'list', filter] as const;

/** Reads a list anew as far as it was read before, so that nothing that was in view goes away. */
export const listQuery = (filter: ListFilter) =>
  queryOptions({
    queryKey: listKey(filter),
    queryFn: async ({ signal }): Promise<Listed> => {
      // Asked again after each page: meanwhile the reader may have scrolled on and read more.
      const had = () => queryClient.getQueryData<Listed>(listKey(filter))?.items.length ?? 0;
      let { items, next } = asListed(await page(filter, '', had() > FIRST ? MORE : FIRST, signal));
      while (next && items.length < had()) {
        const more = asListed(await page(filter, next, MORE, signal));
        items = [...items, ...more.items];
        next = more.next;
      }
      return { items, next };
    },
  });

const reading = new Map<string, Promise<void>>();

/** Reads the next page of a list into the cache. */
export function readMore(filter: ListFilter): Promise<void> {
  const name = JSON.stringify(filter);
  const running = reading.get(name);
  if (running) return running;
  const promise = appendNext(filter).finally(() => reading.delete(name));
  reading.set(name, promise);
  return promise;
}

async function appendNext(filter: ListFilter): Promise<void> {
  const from = queryClient.getQueryData<Listed>(listKey(filter))?.next;
  if (!from) return;
  const more = asListed(await page(filter, from, MORE));
  queryClient.setQueryData<Listed>(listKey(filter), (old) => {
    // The list was read anew meanwhile: its end is another one, and asks for itself.
    if (!old || old.next !== from) return old;
    const known = new Set(old.items.map(({ id }) => id));
    return { items: [...old.items, ...more.items.filter(({ id }) => !known.has(id))], next: more.next };
  });
}

function page({ pinned, folder, shared }: ListFilter, cursor: string, limit: number, signal?: AbortSignal): Promise<Page<Conversation>> {
  const query = {
    ...(pinned === undefined ? {} : { pinned }),
    ...(folder === undefined ? {} : { folder }),
    ...(shared ? { shared } : {}),
    ...(cursor ? { cursor } : {}),
    limit,
  };
  return send(http.GET('/api/v1/conversations', { params: { query }, ...(signal ? { signal } : {}) }));
}

function asListed({ items, next }: Page<Conversation>): Listed {
  return { items, next: next ?? null };
}
