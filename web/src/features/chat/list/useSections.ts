import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { accessQuery, foldersQuery } from '@/api/queries';
import type { Id } from '@/api/types';
import { useNow } from '@/ui/ago';
import { useHidden, useHiddenFolders } from '../deleting';
import { useOpenFolders } from '../folders';
import { inFolder, listQuery, PINNED, REST, SHARED } from './lists';
import { rowsOf, SHARED_PLACE, type Row } from './rows';

/** How often it is looked whether others share something new. */
const SHARED_MS = 30_000;

interface SectionsState {
  rows: Row[];
  loading: boolean;
  error: Error | null;
  retry(): void;
}

/** The list's lines: what is pinned, the folders with what is in the open ones, and the rest. */
export function useSections(): SectionsState {
  const pinned = useQuery(listQuery(PINNED));
  const rest = useQuery(listQuery(REST));
  const folders = useQuery(foldersQuery);
  const { data: access } = useQuery(accessQuery);
  // Others share while this page is open, and nothing tells it.
  const shared = useQuery({ ...listQuery(SHARED), enabled: access?.accounts ?? false, refetchInterval: SHARED_MS });
  const { open } = useOpenFolders();
  const opened = useMemo(() => (folders.data ?? []).filter(({ id }) => open.has(id)).map(({ id }) => id), [folders.data, open]);
  const inFolders = useQueries({
    queries: opened.map((id) => listQuery(inFolder(id))),
    combine: (results) => ({ data: results.map(({ data }) => data), error: results.find(({ error }) => error)?.error ?? null, refetch: results.map(({ refetch }) => refetch) }),
  });

  const hiddenConversations = useHidden(({ ids }) => ids);
  const hiddenFolders = useHiddenFolders(({ ids }) => ids);
  // The clock ticks twice a minute; the ages change at midnight.
  const today = new Date(useNow()).toDateString();
  const rows = useMemo(() => {
    const hidden = new Set<Id>([...hiddenConversations, ...hiddenFolders]);
    const lists = new Map(opened.map((id, at) => [id, inFolders.data[at]]));
    return rowsOf({ pinned: pinned.data, folders: folders.data ?? [], inFolders: lists, rest: rest.data, shared: shared.data, sharedOpen: open.has(SHARED_PLACE) }, hidden, new Date(today));
  }, [pinned.data, folders.data, rest.data, shared.data, open, opened, inFolders.data, hiddenConversations, hiddenFolders, today]);

  return {
    rows,
    loading: rest.isPending,
    error: rest.error ?? pinned.error ?? folders.error ?? inFolders.error ?? shared.error,
    retry: () => void Promise.all([rest.refetch(), pinned.refetch(), folders.refetch(), ...(access?.accounts ? [shared.refetch()] : []), ...inFolders.refetch.map((again) => again())]),
  };
}
