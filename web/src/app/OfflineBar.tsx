import { t } from '@lingui/core/macro';
import { useEffect, useState } from 'react';
import { socket, useSocketState } from '@/api/live';
import { Button } from '@/ui/button';

/** A short break is nobody's business. */
const PATIENCE_MS = 1_500;

/** Says quietly that the server is away. What is typed stays. */
export function OfflineBar() {
  const state = useSocketState();
  const [late, setLate] = useState(false);
  const up = state === 'open';
  useEffect(() => {
    if (up) return;
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [up]);
  // The region is always there: what appears together with its region is often not read out.
  return (
    <div role="status">
      {!up && late && (
        <div className="flex shrink-0 flex-wrap items-center justify-center gap-x-3 gap-y-1 border-b bg-warn-soft px-4 py-1 text-sm">
          <span>{t`The server cannot be reached. Reconnecting; what you write is kept.`}</span>
          <Button size="small" onClick={() => socket.retryNow()} aria-disabled={state === 'connecting'}>
            {t`Try now`}
          </Button>
        </div>
      )}
    </div>
  );
}
