import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useNavigate, useParams } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from '@/ui/button';
import { AskStep } from './AskStep';
import { FilesStep } from './FilesStep';
import { ReadingStep } from './ReadingStep';
import { StartStep } from './StartStep';
import { arriveAt, finishWelcome, isStep, neighbour, STEPS, type Step } from './steps';

const BODIES: Record<Step, typeof StartStep> = { start: StartStep, files: FilesStep, reading: ReadingStep, ask: AskStep };

/** What each step shows; `next` leads on. */
export interface StepProps {
  next(): void;
}

/** The introduction: at most four steps to the first answer with a source. It can be left at any of them, and taken up there again. */
export default function WelcomePage() {
  const { step: wanted } = useParams({ from: '/welcome/$step' });
  const step = isStep(wanted) ? wanted : 'start';
  const navigate = useNavigate();
  const heading = useRef<HTMLHeadingElement>(null);
  const title = titleOf(step);
  const Body = BODIES[step];
  const back = neighbour(step, -1);
  const go = (to: Step | undefined) => to && void navigate({ to: '/welcome/$step', params: { step: to } });

  useEffect(() => {
    document.title = `${title} · Chatbox`;
    arriveAt(step);
    heading.current?.focus();
  }, [step, title]);

  const leave = () => {
    finishWelcome();
    void navigate({ to: '/chat' });
  };
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto grid w-full max-w-2xl grid-cols-[minmax(0,1fr)] gap-6 px-4 py-8 sm:px-6 sm:py-14">
        <header className="grid gap-4">
          <Progress step={step} />
          <h1 ref={heading} tabIndex={-1} className="text-2xl font-semibold outline-none">
            {title}
          </h1>
        </header>
        <Body next={() => go(neighbour(step, 1))} />
        <footer className="flex items-center gap-2 border-t pt-4">
          {back && (
            <Button look="ghost" onClick={() => go(back)}>
              <ArrowLeft aria-hidden className="rtl:-scale-x-100" /> <Trans>Back</Trans>
            </Button>
          )}
          <Button look="ghost" className="ms-auto" onClick={leave}>
            <Trans>Skip the introduction</Trans>
          </Button>
        </footer>
      </div>
    </div>
  );
}

function Progress({ step }: { step: Step }) {
  const at = STEPS.indexOf(step);
  return (
    <div className="flex items-center gap-3">
      <p className="text-sm text-muted-foreground">
        <Trans>
          Step {at + 1} of {STEPS.length}
        </Trans>
      </p>
      <div aria-hidden className="flex gap-1">
        {STEPS.map((one, index) => (
          <span key={one} className={index <= at ? 'h-1 w-6 rounded-full bg-accent' : 'h-1 w-6 rounded-full bg-border'} />
        ))}
      </div>
    </div>
  );
}

function titleOf(step: Step): string {
  switch (step) {
    case 'start':
      return t`Ask your own documents`;
    case 'files':
      return t`Add something to read`;
    case 'reading':
      return t`Chatbox reads`;
    case 'ask':
      return t`Ask the first question`;
  }
}
