import { RotateCw } from 'lucide-react';
import { problemOf } from '@/api/problem';
import type { Problem } from '@/api/types';
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
      title={problem.title}
      className={className}
      actions={
        onRetry && (
          <Button size="small" onClick={onRetry}>
            <RotateCw aria-hidden /> Try again
          </Button>
        )
      }
    >
      <ProblemText problem={problem} />
    </Notice>
  );
}

export function ProblemText({ problem }: { problem: Pick<Problem, 'detail' | 'hint'> }) {
  return (
    <>
      {problem.detail && <p>{sentence(problem.detail)}</p>}
      {problem.hint && <p className="text-muted-foreground">{sentence(problem.hint)}</p>}
    </>
  );
}

/** Tells of a failed action that has no place of its own on the page. */
export function toastProblem(error: unknown, what: string): void {
  const problem = problemOf(error);
  const text = [problem.detail ?? problem.title, problem.hint].filter(Boolean).map((part) => sentence(part!)).join(' ');
  toast.error(what, { description: text, duration: 10_000 });
}

/** The API's texts may start in lower case and lack a full stop. */
export function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?…:]$/.test(first) ? first : `${first}.`;
}
