import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Download, FileX2 } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, type ReactNode } from 'react';
import { contentUrl } from '@/api/client';
import { ApiError } from '@/api/problem';
import { documentQuery, documentTextQuery } from '@/api/queries';
import type { Document, DocumentText } from '@/api/types';
import { buttonClass } from '@/ui/button';
import { Empty, Loading } from '@/ui/feedback';
import { Middle } from '@/ui/middle';
import { Notice } from '@/ui/notice';
import { ProblemNotice, sentence } from '@/ui/problem';
import { TextView } from './TextView';

const PdfView = lazy(() => import('./PdfView'));

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

/** A document at a passage: PDF as its real page, everything else as text. */
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

  if (document.error) return <Missing error={document.error} onRetry={() => void document.refetch()} actions={actions} />;
  if (!document.data || (revision !== undefined && asked.isPending)) return <Loading label={t`Loading the document`} />;
  const shown = gone ? undefined : revision;
  const outdated = gone || (asked.data?.revision !== undefined && asked.data.revision !== document.data.revision);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <Header document={document.data} revision={shown} actions={actions} />
      {outdated && (
        <Notice tone="warn" className="mx-4 mt-3">
          {gone
            ? t`The document was replaced since this answer was given. This is the new version; the passage may have moved or gone.`
            : t`The document was replaced since this answer was given. The marked text is from the version the answer was made from.`}
        </Notice>
      )}
      <Body document={document.data} revision={shown} text={text.data} {...{ start: gone ? undefined : start, end: gone ? undefined : end, page, onPage }} error={text.error} onRetry={() => void text.refetch()} />
    </div>
  );
}

interface BodyProps extends Pick<DocumentViewProps, 'start' | 'end' | 'page' | 'onPage'> {
  document: Document;
  /** The revision to show; the newest when absent. */
  revision: string | undefined;
  text: DocumentText | undefined;
  error: Error | null;
  onRetry(): void;
}

function Body({ document, revision, text, start, end, page, onPage, error, onRetry }: BodyProps) {
  if (document.media_type === 'application/pdf')
    return (
      <Suspense fallback={<Loading label={t`Loading the PDF viewer`} />}>
        <PdfView url={contentUrl(document.id, revision)} text={text} {...{ start, end, page, onPage }} />
      </Suspense>
    );
  if (error && document.state !== 'ready')
    return (
      <Empty icon={FileX2} title={document.state === 'failed' ? t`This document could not be read` : t`This document has not been read yet`}>
        {document.problem && (
          <>
            {sentence(document.problem.detail)} {sentence(document.problem.hint)}
          </>
        )}
      </Empty>
    );
  if (error) return <ProblemNotice error={error} onRetry={onRetry} className="m-4" />;
  if (!text) return <Loading label={t`Loading the text`} />;
  return <TextView text={text} monospaced={isCode(document)} {...{ start, end, page }} />;
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
          <Trans>It was deleted, so its passages can no longer be opened.</Trans>
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

function isCode({ media_type: type, path }: Document): boolean {
  return type === 'application/json' || type === 'text/csv' || (type?.startsWith('text/x-') ?? false) || /\.(csv|json|ya?ml|toml)$/i.test(path);
}
