import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useEffect, useRef } from 'react';
import type { ProviderTest } from '@/api/types';
import { Notice } from '@/ui/notice';
import { ProblemNotice, sentence } from '@/ui/problem';

interface TestResultProps {
  result: ProviderTest | undefined;
  error: unknown;
  onRetry(): void;
}

/** What came of a test: stands beside its button, and is brought into view where there is no room beside it. */
export function TestResult({ result, error, onRetry }: TestResultProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (result || error) place.current?.scrollIntoView({ block: 'nearest' });
  }, [result, error]);
  if (!result && !error) return null;
  return (
    <div ref={place} className="min-w-60 flex-1 scroll-mb-6">
      {error ? <ProblemNotice error={error} onRetry={onRetry} /> : null}
      {result && (
        <Notice tone={result.ok ? 'ok' : 'error'} title={result.ok ? t`It works` : t`It does not work`}>
          <p lang="en">{sentence(result.detail)}</p>
          {result.ok && (
            <p>
              <Trans>Answered in {Math.round(result.latency_ms)} ms.</Trans>
            </p>
          )}
          {result.hint && (
            <p lang="en" className="text-muted-foreground">
              {sentence(result.hint)}
            </p>
          )}
        </Notice>
      )}
    </div>
  );
}
