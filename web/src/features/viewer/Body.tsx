import { t } from '@lingui/core/macro';
import { FileX2 } from 'lucide-react';
import { lazy, Suspense, useMemo } from 'react';
import { contentUrl } from '@/api/client';
import type { Document, DocumentText } from '@/api/types';
import { utf16Index } from '@/lib/codepoints';
import { Empty, Loading } from '@/ui/feedback';
import { ProblemNotice, sentence } from '@/ui/problem';
import type { DocumentViewProps } from './DocumentView';
import type { Hit } from './find';
import { languageOf, viewKind } from './kinds';
import { TextView } from './TextView';
import type { Find } from './useFind';

const PdfView = lazy(() => import('./pdf/PdfView'));
const TableView = lazy(() => import('./TableView'));
const MarkdownView = lazy(() => import('./MarkdownView'));
const CodeView = lazy(() => import('./CodeView'));

interface BodyProps extends Pick<DocumentViewProps, 'start' | 'end' | 'page' | 'onPage'> {
  document: Document;
  /** The revision to show; the newest when absent. */
  revision: string | undefined;
  text: DocumentText | undefined;
  error: Error | null;
  onRetry(): void;
  find: Find;
}

/** The document in the view for its kind. */
export function Body({ document, revision, text, start, end, page, onPage, error, onRetry, find }: BodyProps) {
  const kind = viewKind(document);
  const passage = usePassage(text?.text, start, end);
  if (kind === 'pdf')
    return (
      <Suspense fallback={<Loading label={t`Loading the PDF viewer`} />}>
        <PdfView url={contentUrl(document.id, revision)} name={document.path.split('/').at(-1) ?? document.path} {...{ text, start, end, page, onPage, find }} />
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
  return (
    <Suspense fallback={<Loading label={t`Loading the text`} />}>
      {kind === 'table' ? (
        <TableView text={text.text} mediaType={document.media_type} {...{ passage, find }} />
      ) : kind === 'markdown' ? (
        <MarkdownView {...{ text, start, end, find }} />
      ) : kind === 'code' ? (
        <CodeView text={text.text} language={languageOf(document)} {...{ passage, find }} />
      ) : (
        <TextView {...{ text, start, end, page, find }} />
      )}
    </Suspense>
  );
}

/** The passage in UTF-16 units; the same object as long as it is the same passage. */
function usePassage(text: string | undefined, start: number | undefined, end: number | undefined): Hit | null {
  return useMemo(() => {
    if (text === undefined || start === undefined || end === undefined || end <= start) return null;
    const first = utf16Index(text, start);
    return { start: first, end: utf16Index(text, end, { index: first, offset: start }) };
  }, [text, start, end]);
}
