import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { http, send } from '@/api/client';
import { foldersQuery, keys } from '@/api/queries';
import type { ConversationHit, Folder } from '@/api/types';
import { useHidden } from '../deleting';
import { byConversation, type Found } from './hits';
import { listQuery, type ListFilter } from './lists';
import type { Query } from './query';
import { matches } from './relist';

/** The most the server gives. */
const LIMIT = 200;
/** Longest search the server takes. */
const LONGEST = 200;

interface SearchState {
  found: Found[];
  loading: boolean;
  error: Error | null;
  /** Nobody has a folder of that name. */
  noFolder: boolean;
  /** There may be more than is shown. */
  cut: boolean;
  retry(): void;
}

/** What answers a search: by words, by filters, or both. */
export function useSearch({ text, pinned, folder }: Query): SearchState {
  const words = text.slice(0, LONGEST);
  const folders = useQuery({ ...foldersQuery, enabled: folder !== undefined });
  const wanted = useMemo(() => named(folders.data, folder), [folders.data, folder]);
  const filters: ListFilter[] = wanted.map((one) => ({ ...one, ...(pinned === undefined ? {} : { pinned }) }));
  const hidden = useHidden(({ ids }) => ids);

  const hits = useQuery({
    // Below the conversations, so that it is out of date when they are.
    queryKey: [...keys.conversations, 'search', words, LIMIT],
    queryFn: ({ signal }): Promise<ConversationHit[]> => send(http.GET('/api/v1/conversations/search', { params: { query: { q: words, limit: LIMIT } }, signal })),
    enabled: words !== '',
    placeholderData: keepPreviousData,
  });
  const lists = useQueries({
    queries: words === '' && (folder === undefined || folders.data) ? filters.map((filter) => listQuery(filter)) : [],
    combine: (results) => ({
      items: results.flatMap(({ data }) => data?.items ?? []),
      loading: results.some(({ isPending }) => isPending),
      cut: results.some(({ data }) => data?.next),
      error: results.find(({ error }) => error)?.error ?? null,
      refetch: results.map(({ refetch }) => refetch),
    }),
  });

  const found = useMemo(() => {
    const all = words === '' ? lists.items.map((conversation) => ({ conversation, messages: [] })) : byConversation(hits.data ?? []);
    return all.filter(({ conversation }) => !hidden.has(conversation.id) && filters.some((filter) => matches(filter, conversation)));
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the filters follow from these.
  }, [words, lists.items, hits.data, hidden, wanted, pinned]);

  const waitsForFolders = folder !== undefined && folders.isPending;
  return {
    found,
    loading: waitsForFolders || (words === '' ? lists.loading : hits.isPending),
    error: folders.error ?? (words === '' ? lists.error : hits.error),
    noFolder: folder !== undefined && folders.data !== undefined && wanted.length === 0,
    cut: words === '' ? lists.cut : hits.data?.length === LIMIT,
    retry: () => void Promise.all([hits.refetch(), folders.refetch(), ...lists.refetch.map((again) => again())]),
  };
}

/** The folders a name means: the one that is called so, else all that contain it. */
function named(folders: readonly Folder[] | undefined, name: string | undefined): ListFilter[] {
  if (name === undefined) return [{}];
  const small = name.toLowerCase();
  if (small === 'none') return [{ folder: 'none' }];
  const same = folders?.filter((folder) => folder.name.toLowerCase() === small) ?? [];
  const some = same.length > 0 ? same : (folders?.filter((folder) => folder.name.toLowerCase().includes(small)) ?? []);
  return some.map(({ id }) => ({ folder: id }));
}
