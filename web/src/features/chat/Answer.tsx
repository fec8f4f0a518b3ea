import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { RotateCw } from 'lucide-react';
import { lazy, memo, Suspense, useContext } from 'react';
import type { Message } from '@/api/types';
import { Button, buttonClass } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { ProblemText } from '@/ui/problem';
import { MayWrite } from './access';
import { AnswerActions } from './AnswerActions';
import { Lines, STEP } from '@/ui/markdown/Lines';
import { withoutMarks } from './marks';
import { useRuns } from './runs';
import { Sources } from './Sources';
import { standsOnNothing } from './sources';
import { Steps } from './Steps';
import type { Turn } from './tree';

const Markdown = lazy(() => import('./Markdown'));

interface AnswerProps {
  turn: Turn;
  /** 1-based place in the branch, and the number of messages in it. */
  place: number;
  of: number;
  onTurn(message: string): void;
  onRegenerate(question: string, model?: string): void;
}

/** One answer: what it is doing, its text, its sources, what can be done with it. */
export const Answer = memo(function Answer({ turn, place, of, onTurn, onRegenerate }: AnswerProps) {
  const stored = turn.message;
  const view = useRuns(({ views }) => (stored.run ? views[stored.run] : undefined));
  const message = view?.message ?? stored;
  const streaming = message.state === 'streaming';
  const again = (model?: string) => {
    if (message.parent) onRegenerate(message.parent, model);
  };
  return (
    <article
      tabIndex={-1}
      aria-label={t`Answer`}
      aria-busy={streaming}
      aria-posinset={place}
      aria-setsize={of}
      data-state={message.state}
      className="grid min-w-0 grid-cols-[minmax(0,1fr)] outline-offset-4"
    >
      {streaming && <Steps view={view} message={message} />}
      {message.content && (
        <Suspense fallback={<Undrawn content={message.content} />}>
          <Markdown answer={message} streaming={streaming} />
        </Suspense>
      )}
      <Ending message={message} onAgain={() => again()} />
      {!streaming && <Sources answer={message} />}
      {!streaming && <AnswerActions turn={{ ...turn, message }} onTurn={onTurn} onRegenerate={again} />}
    </article>
  );
});

/** Failures that asking again alone may not mend: the connection to the model does. */
const OF_THE_MODEL = new Set(['model_missing', 'model_unavailable', 'model_timed_out', 'provider_unauthorized', 'provider_refused', 'answer_broken']);

/** Why an answer is not whole, or not to be relied on. */
/** Until the renderer is there. No more than is shown at once: what is unfolded here would fold again. */
function Undrawn({ content }: { content: string }) {
  return (
    <div className="text-lg">
      <Lines text={withoutMarks(content.slice(0, STEP))} />
    </div>
  );
}

function Ending({ message, onAgain }: { message: Message; onAgain(): void }) {
  const mayWrite = useContext(MayWrite);
  const waysOut = (
    <>
      {mayWrite && (
        <Button size="small" onClick={onAgain}>
          <RotateCw aria-hidden /> <Trans>Ask again</Trans>
        </Button>
      )}
      {OF_THE_MODEL.has(message.problem?.code ?? '') && (
        <Link to="/settings/models" className={buttonClass('secondary', 'small')}>
          <Trans>Check the connection</Trans>
        </Link>
      )}
    </>
  );
  if (message.state === 'failed')
    return (
      <Notice tone="error" title={t`The answer could not be finished`} actions={waysOut} className="mt-2">
        <ProblemText problem={message.problem ?? {}} />
        {message.content && <p className="text-muted-foreground"><Trans>What was written so far is kept.</Trans></p>}
      </Notice>
    );
  if (message.state === 'stopped')
    return <p className="mt-2 text-sm text-muted-foreground">{message.content ? t`Stopped. What was written is kept.` : t`Stopped before anything was written.`}</p>;
  if (standsOnNothing(message))
    return (
      <Notice tone="warn" title={t`No passage supports this answer`} className="mt-2">
        <Trans>The model wrote it, but none of its sentences has a citation that holds. Compare it with the nearest passages before you rely on it.</Trans>
      </Notice>
    );
  return null;
}
