import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Download, FileX2, Search } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { contentUrl } from '@/api/client';
import { ApiError } from '@/api/problem';
import { documentQuery, documentTextQuery } from '@/api/queries';
import type { Document } from '@/api/types';
import { buttonClass, IconButton } from '@/ui/button';
import { Empty, Loading } from '@/ui/feedback';
import { Middle } from '@/ui/middle';
import { Notice } from '@/ui/notice';
import { ProblemNotice } from '@/ui/problem';
import { Body } from './Body';
import { SearchBar } from './SearchBar';
import { useFind } from './useFind';


/** While the document is being read. */
const REFRESH_MS = 2_000;

export interface DocumentViewProps {
  document: string;
  /** The revision the passage was read from; the newest when absent. */
  revision?: string | undefined;
  /** The passage, in code points of the revision's text. */
  start?: number | undefined;
  end?: number | undefined;
  page?: number | undefined;
  /** Buttons beside the title. */
  actions?: ReactNode;
  /** Turns a page: the page lives in the address. */
  onPage(page: number): void;
}

/** A document at a passage, in the way that suits its kind. */
export default function DocumentView({ document: id, revision, start, end, page, actions, onPage }: DocumentViewProps) {
  const document = useQuery({ ...documentQuery(id), refetchInterval: ({ state }) => (isInWork(state.data) ? REFRESH_MS : false) });
  const asked = useQuery(documentTextQuery(id, revision));
  const gone = revision !== undefined && asked.error instanceof ApiError && asked.error.problem.status === 404;
  const newest = useQuery({ ...documentTextQuery(id), enabled: gone });
  const text = gone ? newest : asked;

  // Opened before it had been read: its text is there once it is ready.
  const { refetch } = asked;
  const ready = document.data && document.data.state === 'ready';
  const before = useRef(ready);
  useEffect(() => {
    if (ready && before.current === false) void refetch();
    before.current = ready;
  }, [ready, refetch]);

  const root = useRef<HTMLDivElement>(null);
  const search = useFind();
  const [timesAsked, setAsked] = useState(0);
  const openSearch = () => {
    search.setOpen(true);
    setAsked((old) => old + 1);
  };
  useFindKey(root, openSearch);

  if (document.error) return <Missing error={document.error} onRetry={() => void document.refetch()} actions={actions} />;
  if (!document.data || (revision !== undefined && asked.isPending)) return <Loading label={t`Loading the document`} />;
  const shown = gone ? undefined : revision;
  const outdated = gone || (asked.data?.revision !== undefined && asked.data.revision !== document.data.revision);
  return (
    <div ref={root} className="flex h-full min-h-0 flex-col">
      <Header
        document={document.data}
        revision={shown}
        actions={
          <>
            <IconButton label={t`Find in the document`} aria-expanded={search.open} onClick={openSearch}>
              <Search aria-hidden />
            </IconButton>
            {actions}
          </>
        }
      />
      {search.open && (
        <SearchBar
          search={search}
          asked={timesAsked}
          onClose={() => {
            search.setOpen(false);
            root.current?.querySelector<HTMLElement>('[role="region"][tabindex]')?.focus({ preventScroll: true });
          }}
        />
      )}
      {outdated && (
        <Notice tone="warn" className="mx-4 mt-3">
          {gone
            ? t`The document was replaced since this answer was given. This is the new version; the passage may have moved or gone.`
            : t`The document was replaced since this answer was given. The marked text is from the version the answer was made from.`}
        </Notice>
      )}
      {/* Another document begins anew: its pages, its zoom, its order. */}
      <Body key={`${id} ${shown}`} document={document.data} revision={shown} text={text.data} {...{ start: gone ? undefined : start, end: gone ? undefined : end, page, onPage }} find={search.find} error={text.error} onRetry={() => void text.refetch()} />
    </div>
  );
}

function Header({ document, revision, actions }: { document: Document; revision: string | undefined; actions: ReactNode }) {
  const name = document.path.split('/').at(-1) ?? document.path;
  return (
    <header className="flex items-center gap-1 border-b py-2 ps-4 pe-2">
      <div className="min-w-0 flex-1">
        <h2 className="truncate font-semibold" title={document.title} dir="auto">
          {document.title}
        </h2>
        {document.path !== document.title && (
          <p className="text-xs text-muted-foreground" title={document.path}>
            <Middle text={document.path} />
          </p>
        )}
      </div>
      <a href={contentUrl(document.id, revision)} download={name} className={buttonClass('ghost', 'normal', 'w-9 px-0!')} aria-label={t`Download`} title={t`Download`}>
        <Download aria-hidden />
      </a>
      {actions}
    </header>
  );
}

function Missing({ error, onRetry, actions }: { error: Error; onRetry(): void; actions: ReactNode }) {
  const gone = error instanceof ApiError && error.problem.status === 404;
  return (
    <div className="flex h-full flex-col">
      <div className="flex justify-end p-2">{actions}</div>
      {gone ? (
        <Empty icon={FileX2} title={t`This document is not there`}>
          <Trans>It was deleted, or it stands in a collection that is not shared with you. What an answer quotes from it stays with the answer.</Trans>
        </Empty>
      ) : (
        <ProblemNotice error={error} onRetry={onRetry} className="m-4" />
      )}
    </div>
  );
}

function isInWork(document: Document | undefined): boolean {
  return document?.state === 'queued' || document?.state === 'processing';
}

/** Ctrl or Cmd and F looks here when the focus is in the viewer, or on nothing nearer than what is around it. */
function useFindKey(root: RefObject<HTMLElement | null>, open: () => void): void {
  const latest = useRef(open);
  useEffect(() => {
    latest.current = open;
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const { current } = root;
      const target = event.target instanceof Node ? event.target : null;
      if (!current || !target || event.defaultPrevented || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== 'f') return;
      if (!current.contains(target) && !target.contains(current)) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [root]);
}
