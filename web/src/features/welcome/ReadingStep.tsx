import { i18n, type MessageDescriptor } from '@lingui/core';
import { msg, plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { CircleAlert, CircleCheck, LoaderCircle } from 'lucide-react';
import { documentsQuery } from '@/api/queries';
import type { Document, DocumentState } from '@/api/types';
import { isOpen, retryUploads, useUploads } from '@/api/uploads';
import { Button } from '@/ui/button';
import { Loading, Progress } from '@/ui/feedback';
import { Middle } from '@/ui/middle';
import { Notice } from '@/ui/notice';
import { ProblemNotice, ProblemText } from '@/ui/problem';
import { shelf } from './steps';
import type { StepProps } from './WelcomePage';

const REFRESH_MS = 1_000;
const SHOWN = 8;

const WORDS: Record<DocumentState, MessageDescriptor> = {
  queued: msg`Waiting`,
  processing: msg`Being read`,
  paused: msg`Paused`,
  ready: msg`Ready`,
  failed: msg`Failed`,
  cancelled: msg`Cancelled`,
};

/** What happens to the files, as it happens. One that is ready is enough to go on. */
export function ReadingStep({ next }: StepProps) {
  const collection = shelf();
  const sending = useUploads(({ items }) => items.filter(isOpen).length);
  const list = useInfiniteQuery({
    ...documentsQuery(collection ? { collection } : {}),
    refetchInterval: ({ state }) => (sending > 0 || !settled(state.data?.pages[0]?.items ?? []) ? REFRESH_MS : false),
  });
  if (list.isPending) return <Loading label={t`Loading the documents`} />;
  if (list.error) return <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />;

  const documents = list.data.pages[0]?.items ?? [];
  const finished = documents.filter(({ state }) => !isBusy(state)).length;
  const total = documents.length + sending;
  const ready = documents.filter(({ state }) => state === 'ready').length;
  return (
    <>
      <p className="text-lg text-muted-foreground">
        <Trans>Text is taken out, cut into passages and learnt by meaning, all on this machine. You need not wait for the last one.</Trans>
      </p>
      <div className="grid gap-2">
        <p role="status">{t`${finished} of ${plural(total, { one: '# document', other: '# documents' })} done`}</p>
        <Progress label={t`Reading`} value={total > 0 ? finished / total : 0} />
      </div>
      <ul className="divide-y divide-border rounded-md border">
        {documents.slice(0, SHOWN).map((document) => (
          <Row key={document.id} document={document} />
        ))}
        {total > SHOWN && (
          <li className="px-3 py-2 text-muted-foreground">{plural(total - SHOWN, { one: 'and # more', other: 'and # more' })}</li>
        )}
        {total === 0 && <li className="px-3 py-2 text-muted-foreground">{t`There is nothing to read yet.`}</li>}
      </ul>
      <NotSent />
      <div>
        <Button look="primary" disabled={ready === 0} onClick={next}>
          <Trans>Ask a question</Trans>
        </Button>
      </div>
    </>
  );
}

function Row({ document: { title, path, state, problem } }: { document: Document }) {
  return (
    <li className="grid gap-1 px-3 py-2">
      <div className="flex items-center gap-3">
        {state === 'ready' ? (
          <CircleCheck aria-hidden className="size-4 shrink-0 text-ok" />
        ) : isBusy(state) ? (
          <LoaderCircle aria-hidden className="size-4 shrink-0 animate-spin text-muted-foreground" />
        ) : (
          <CircleAlert aria-hidden className="size-4 shrink-0 text-error" />
        )}
        <span translate="no" className="min-w-0 flex-1">
          <Middle text={title || path} />
        </span>
        <span className="text-muted-foreground">{i18n._(WORDS[state])}</span>
      </div>
      {problem && (
        <div className="ps-7 text-sm">
          <ProblemText problem={problem} />
        </div>
      )}
    </li>
  );
}

/** Files that did not arrive, with the way to send them again. */
function NotSent() {
  const failed = useUploads(({ items }) => items).filter(({ state }) => state === 'failed');
  if (failed.length === 0) return null;
  return (
    <Notice
      tone="error"
      title={plural(failed.length, { one: '# file was not added', other: '# files were not added' })}
      actions={
        <Button size="small" onClick={() => retryUploads(failed.map(({ id }) => id))}>
          <Trans>Try again</Trans>
        </Button>
      }
    >
      {failed[0]?.problem && <ProblemText problem={failed[0].problem} />}
    </Notice>
  );
}

function isBusy(state: DocumentState): boolean {
  return state === 'queued' || state === 'processing';
}

function settled(documents: readonly Document[]): boolean {
  return documents.length > 0 && !documents.some(({ state }) => isBusy(state));
}
