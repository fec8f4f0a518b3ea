import { plural, t } from '@lingui/core/macro';
import { useIngestion } from '@/api/live';
import type { Document } from '@/api/types';
import { told } from '@/api/words';
import { Button } from '@/ui/button';
import { Progress } from '@/ui/feedback';
import { Badge } from '@/ui/notice';
import { ProblemText, Said } from '@/ui/problem';
import { control } from './documentActions';
import { isFinal, STATE_TONES, stateName, stepName } from './words';

/** Where it stands; while it is read, the step and how far. */
export function DocumentStateBadge({ document }: { document: Document }) {
  const active = useIngestion(({ snapshot }) => snapshot?.active.find((one) => one.document === document.id));
  if (active) {
    const step = stepName(active.step);
    return (
      <div className="grid gap-1.5">
        <Badge tone="info">{step}</Badge>
        <Progress label={t`${document.title}: ${step}`} {...(active.total > 0 ? { value: active.done / active.total } : {})} />
      </div>
    );
  }
  const tone = STATE_TONES[document.state];
  return <Badge {...(tone ? { tone } : {})}>{stateName(document.state)}</Badge>;
}

export function hasRemarks({ state, problem, warnings }: Document): boolean {
  return state === 'failed' || Boolean(problem) || (warnings?.length ?? 0) > 0;
}

/** Why it failed or waits and what to do, or what was left out. */
export function Remarks({ document, onDelete }: { document: Document; onDelete(): void }) {
  const { problem, state, warnings = [] } = document;
  if (state === 'failed')
    return (
      <div className="grid max-w-2xl justify-items-start gap-1 text-sm">
        <div className="[&>p:first-child]:text-error">
          <ProblemText problem={problem ?? { detail: t`It could not be read.` }} />
        </div>
        {isFinal(problem) ? (
          <Button size="small" onClick={onDelete}>{t`Delete`}</Button>
        ) : (
          <Button size="small" onClick={() => void control(document, 'retry')}>{t`Try again`}</Button>
        )}
      </div>
    );
  if (problem)
    return (
      <div className="max-w-2xl text-sm text-muted-foreground">
        <ProblemText problem={problem} />
      </div>
    );
  if (warnings.length === 0) return null;
  return (
    <details className="text-xs text-warn">
      <summary>{plural(warnings.length, { one: '# note', other: '# notes' })}</summary>
      <Warnings warnings={warnings} />
    </details>
  );
}

export function Warnings({ warnings }: { warnings: readonly string[] }) {
  return (
    <ul className="list-disc ps-4">
      {warnings.map((warning) => (
        <li key={warning}>
          <Said sentence={told(warning)} />
        </li>
      ))}
    </ul>
  );
}
