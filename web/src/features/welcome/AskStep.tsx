import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { ArrowRight, MessageSquareText } from 'lucide-react';
import { useState } from 'react';
import { isSamples } from '@/lib/samples';
import { Button } from '@/ui/button';
import { Spinner } from '@/ui/feedback';
import { Field, Input } from '@/ui/field';
import { ProblemNotice } from '@/ui/problem';
import { askFirst } from './ask';
import { QUESTIONS } from './samples';
import { finishWelcome, shelf } from './steps';

/** A question that the documents answer; the answer comes in a conversation, and its source opens beside it. */
export function AskStep() {
  const router = useRouter();
  const collection = shelf();
  const [own, setOwn] = useState('');
  const ask = useMutation({
    mutationFn: (question: string) => askFirst(router, question, collection ? [collection] : []),
    onSuccess: finishWelcome,
  });
  return (
    <>
      <p className="text-lg text-muted-foreground">
        <Trans>The answer comes with small numbers. Each is a citation: it says where the sentence comes from and opens the passage.</Trans>
      </p>
      {isSamples(collection) && (
        <ul aria-label={t`Questions the samples answer`} className="grid gap-2">
          {QUESTIONS.map((question) => (
            <li key={question}>
              <button
                type="button"
                lang="en"
                disabled={ask.isPending}
                onClick={() => ask.mutate(question)}
                className="flex w-full items-center gap-3 rounded-md border p-4 text-start text-lg hover:bg-hover disabled:opacity-50"
              >
                <MessageSquareText aria-hidden className="size-4 shrink-0 text-accent" />
                <span className="min-w-0 flex-1">{question}</span>
                {ask.isPending && ask.variables === question ? (
                  <Spinner label={t`Asking`} />
                ) : (
                  <ArrowRight aria-hidden className="size-4 shrink-0 text-muted-foreground rtl:-scale-x-100" />
                )}
              </button>
            </li>
          ))}
        </ul>
      )}
      <form
        className="flex items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (own.trim() && !ask.isPending) ask.mutate(own.trim());
        }}
      >
        <div className="min-w-0 flex-1">
          <Field label={isSamples(collection) ? t`Or one of your own` : t`Your question`}>
            {(ids) => <Input {...ids} value={own} autoComplete="off" onChange={(event) => setOwn(event.target.value)} />}
          </Field>
        </div>
        <Button look="primary" type="submit" aria-disabled={!own.trim() || ask.isPending}>
          <Trans>Ask</Trans>
        </Button>
      </form>
      {ask.error && <ProblemNotice error={ask.error} onRetry={() => ask.mutate(ask.variables!)} />}
    </>
  );
}
