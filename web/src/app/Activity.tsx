import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { http, send } from '@/api/client';
import { useIngestion } from '@/api/live';
import { keys, queryClient } from '@/api/queries';

/** While documents are read, lists that show them are read again at most this often. */
const REFRESH_MS = 2_000;

/** Draws nothing: keeps lists of documents in step with ingestion. */
export function Activity() {
  // The socket reports changes; this is where things stood when the page opened.
  const first = useQuery({ queryKey: ['ingestion'], queryFn: () => send(http.GET('/api/v1/ingestion')), staleTime: Infinity });
  useEffect(() => {
    if (first.data && !useIngestion.getState().snapshot) useIngestion.setState({ snapshot: first.data });
  }, [first.data]);

  const settled = useIngestion(({ snapshot }) => (snapshot ? `${snapshot.done}/${snapshot.failed}/${snapshot.running}/${snapshot.queued}` : ''));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      for (const key of [keys.documents, keys.collections, keys.status]) void queryClient.invalidateQueries({ queryKey: key });
    }, REFRESH_MS);
  }, [settled]);
  return null;
}
