import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { foldersQuery } from '@/api/queries';
import type { Id } from '@/api/types';
import { useNow } from '@/ui/ago';
import { useHidden, useHiddenFolders } from '../deleting';
import { useOpenFolders } from '../folders';
import { inFolder, listQuery, PINNED, REST } from './lists';
import { rowsOf, type Row } from './rows';

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
    return rowsOf({ pinned: pinned.data, folders: folders.data ?? [], inFolders: lists, rest: rest.data }, hidden, new Date(today));
  }, [pinned.data, folders.data, rest.data, opened, inFolders.data, hiddenConversations, hiddenFolders, today]);

  return {
    rows,
    loading: rest.isPending,
    error: rest.error ?? pinned.error ?? folders.error ?? inFolders.error,
    retry: () => void Promise.all([rest.refetch(), pinned.refetch(), folders.refetch(), ...inFolders.refetch.map((again) => again())]),
  };
}
