import { plural, t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { http, send } from '@/api/client';
import { useIngestion } from '@/api/live';
import { keys, queryClient } from '@/api/queries';
import { isOpen, useUploads } from '@/api/uploads';
import { notify } from '@/lib/notify';
import { toast } from '@/ui/toast';

/** While documents are read, lists that show them are read again at most this often. */
const REFRESH_MS = 2_000;

/** Draws nothing: keeps lists of documents in step with ingestion, and tells of failures in rooms that do not show them. */
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

  useReports();
  useFarewell();
  return null;
}

/** The library says itself what went wrong; elsewhere a message does, when the work is over. */
function useReports(): void {
  const navigate = useNavigate();
  const elsewhere = useRouterState({ select: ({ location }) => !location.pathname.startsWith('/library') });
  const sending = useUploads(({ items }) => items.some(isOpen));
  const reading = useIngestion(({ snapshot }) => snapshot !== null && snapshot.running + snapshot.queued > 0);

  const report = (failed: number, words: string, search: { state?: 'failed' }) => {
    if (!elsewhere || failed === 0) return;
    toast.error(words, {
      description: t`The library says why and what to do.`,
      duration: 10_000,
      action: { label: t`Show`, onClick: () => void navigate({ to: '/library', search }) },
    });
  };
  useEnd(sending, () => {
    const failed = useUploads.getState().items.filter(({ state }) => state === 'failed').length;
    report(failed, plural(failed, { one: '# file could not be added', other: '# files could not be added' }), {});
  });
  useEnd(reading, () => {
    const { done = 0, failed = 0 } = useIngestion.getState().snapshot ?? {};
    report(failed, plural(failed, { one: '# file could not be read', other: '# files could not be read' }), { state: 'failed' });
    notify({ title: t`Your documents have been read`, body: plural(done, { one: '# document is ready.', other: '# documents are ready.' }), to: '/library' });
  });
}

/** Calls once each time `busy` ends. */
function useEnd(busy: boolean, ended: () => void): void {
  const before = useRef(busy);
  const latest = useRef(ended);
  useEffect(() => {
    latest.current = ended;
  });
  useEffect(() => {
    if (before.current && !busy) latest.current();
    before.current = busy;
  }, [busy]);
}

/** Files that were not sent yet are lost with the page; the browser asks before it closes. */
function useFarewell(): void {
  const sending = useUploads(({ items }) => items.some(isOpen));
  useEffect(() => {
    if (!sending) return;
    const leave = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', leave);
    return () => window.removeEventListener('beforeunload', leave);
  }, [sending]);
}
