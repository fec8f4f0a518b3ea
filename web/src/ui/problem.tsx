import { t } from '@lingui/core/macro';
import { RotateCw } from 'lucide-react';
import { problemOf } from '@/api/problem';
import type { Problem } from '@/api/types';
import { inWords, sentence, type Sentence } from '@/api/words';
import { Button } from './button';
import { Notice } from './notice';
import { toast } from './toast';

interface ProblemNoticeProps {
  /** A thrown value. */
  error: unknown;
  /** Tries the same again. */
  onRetry?: () => void;
  className?: string;
}

/** An error with what happened and what to do. */
export function ProblemNotice({ error, onRetry, className }: ProblemNoticeProps) {
  const problem = problemOf(error);
  return (
    <Notice
      tone="error"
      title={inWords(problem).title}
      className={className}
      actions={
        onRetry && (
          <Button size="small" onClick={onRetry}>
            <RotateCw aria-hidden /> {t`Try again`}
          </Button>
        )
      }
    >
      <ProblemText problem={problem} />
    </Notice>
  );
}

/** What happened and what to do, of a failed request, answer or document. */
export function ProblemText({ problem }: { problem: Partial<Pick<Problem, 'type' | 'detail' | 'hint'>> & { code?: string } }) {
  const { detail, hint } = inWords(problem);
  return (
    <>
      {detail && (
        <p>
          <Said sentence={detail} />
        </p>
      )}
      {hint && (
        <p className="text-muted-foreground">
          <Said sentence={hint} />
        </p>
      )}
    </>
  );
}

/** The server speaks English; a screen reader must know when the page does not. */
export function Said({ sentence: { text, foreign } }: { sentence: Sentence }) {
  return foreign ? (
    <span lang="en" dir="auto">
      {text}
    </span>
  ) : (
    text
  );
}

/** Tells of a failed action that has no place of its own on the page; by its id it can be taken back. */
export function toastProblem(error: unknown, what: string, id?: string): void {
  const { title, detail, hint } = inWords(problemOf(error));
  const text = [detail?.text ?? sentence(title), hint?.text].filter(Boolean).join(' ');
  toast.error(what, { description: text, duration: 10_000, ...(id ? { id } : {}) });
}

export { sentence };
