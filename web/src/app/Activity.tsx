import { plural, t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { http, send } from '@/api/client';
import { useIngestion } from '@/api/live';
import { keys, queryClient } from '@/api/queries';
import { isOpen, resumeUploads, useUploads, wouldBeLost } from '@/api/uploads';
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
    const later = () =>
      setTimeout(() => {
        timer.current = undefined;
        // A list of many pages takes longer than the pause: begun anew each time it would never end.
        if (queryClient.isFetching({ queryKey: keys.documents }) > 0) timer.current = later();
        else {
          for (const key of [keys.documents, keys.collections, keys.status]) void queryClient.invalidateQueries({ queryKey: key });
          // One that is open may have been replaced. Its text is not read again: that of a revision stays as it is.
          void queryClient.invalidateQueries({ predicate: ({ queryKey: [kind, ...rest] }) => kind === keys.document('')[0] && rest.length === 1 });
        }
      }, REFRESH_MS);
    timer.current ??= later();
  }, [settled]);

  useEffect(resumeOnce, []);
  useReports();
  useFarewell();
  return null;
}

let resumed = false;

function resumeOnce(): void {
  if (!resumed) resumeUploads();
  resumed = true;
}

/** The library says itself what went wrong; elsewhere a message does, when the work is over, and out of sight a notification. */
function useReports(): void {
  const navigate = useNavigate();
  const elsewhere = useRouterState({ select: ({ location }) => !location.pathname.startsWith('/library') });
  const sending = useUploads(({ items }) => items.some(isOpen));
  const reading = useIngestion(({ snapshot }) => snapshot !== null && snapshot.running + snapshot.queued > 0);

  const report = (failed: number, words: string, search: { state?: 'failed' }) => {
    if (failed === 0) return;
    notify({ title: words, to: '/library' });
    if (!elsewhere) return;
    toast.error(words, {
      description: t`The library says why and what to do.`,
      duration: 10_000,
      action: { label: t`Show`, onClick: () => void navigate({ to: '/library', search }) },
    });
  };
  useEnd(sending, () => {
    const failed = useUploads.getState().items.filter(({ state }) => state === 'failed').length;
    report(failed, plural(failed, { one: '# file could not be added', other: '# files could not be added' }), {});
    // What was added is read next, and told when that is over.
    if (failed === 0 && !reading) notify({ title: t`The files are uploaded`, to: '/library' });
  });
  useEnd(reading, () => {
    const { done = 0, failed = 0 } = useIngestion.getState().snapshot ?? {};
    report(failed, plural(failed, { one: '# file could not be read', other: '# files could not be read' }), { state: 'failed' });
    if (failed === 0 && done > 0)
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

/** Files that the browser could not put aside are lost with the page; it asks before it closes. */
function useFarewell(): void {
  const atRisk = useUploads(({ items }) => items.some(wouldBeLost));
  useEffect(() => {
    if (!atRisk) return;
    const leave = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', leave);
    return () => window.removeEventListener('beforeunload', leave);
  }, [atRisk]);
}
