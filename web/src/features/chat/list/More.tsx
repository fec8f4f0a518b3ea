import { t } from '@lingui/core/macro';
import { useEffect, useState } from 'react';
import { Spinner } from '@/ui/feedback';
import { ProblemNotice } from '@/ui/problem';
import { readMore, type ListFilter } from './lists';

/** Stands where a list goes on, and reads the next page as soon as it comes into view. */
export function More({ filter }: { filter: ListFilter }) {
  const [error, setError] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  const name = JSON.stringify(filter);
  useEffect(() => {
    readMore(JSON.parse(name) as ListFilter).catch(setError);
  }, [name, attempt]);
  function again() {
    setError(null);
    setAttempt(attempt + 1);
  }
  if (error) return <ProblemNotice error={error} onRetry={again} />;
  return <Spinner label={t`Loading older conversations`} className="p-2 text-muted-foreground" />;
}
