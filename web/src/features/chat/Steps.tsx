import { i18n, type MessageDescriptor } from '@lingui/core';
import { msg, plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { Message, TurnStep } from '@/api/types';
import { Spinner } from '@/ui/feedback';
import type { RunView } from './events';

const WORDS: Record<TurnStep, MessageDescriptor> = {
  rewriting: msg`Understanding the question`,
  searching: msg`Searching your documents`,
  reading: msg`Reading`,
  writing: msg`Writing`,
};

/** What a run is doing, until text appears. */
export function Steps({ view, message }: { view: RunView | undefined; message: Message }) {
  if (message.content) return null;
  return (
    <div className="grid gap-1 text-muted-foreground">
      <p className="flex items-center gap-2">
        <Spinner label={t`Working`} /> {words(view?.step, message)}…
      </p>
      {view?.standalone && (
        <p className="ps-6 text-sm">
          <Trans>Searched for: {view.standalone}</Trans>
        </p>
      )}
    </div>
  );
}

function words(step: TurnStep | null | undefined, { sources }: Message): string {
  if (!step) return t`Starting`;
  if (step !== 'reading' || sources.length === 0) return i18n._(WORDS[step]);
  const documents = new Set(sources.map(({ document }) => document)).size;
  return t`Reading ${plural(sources.length, { one: '# passage', other: '# passages' })} from ${plural(documents, { one: '# document', other: '# documents' })}`;
}
