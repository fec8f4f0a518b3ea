import { t } from '@lingui/core/macro';
import { useIngestion } from '@/api/live';
import { middle } from '@/lib/format';
import { Progress } from '@/ui/feedback';
import { progressWords, stepOf } from './words';

/** What is being read right now, how far, how fast, how long still. */
export function IngestionPanel() {
  const snapshot = useIngestion((state) => state.snapshot);
  if (!snapshot || snapshot.running + snapshot.queued === 0) return null;
  const finished = snapshot.done + snapshot.failed;
  return (
    <section aria-label={t`Reading documents`} className="grid gap-3 rounded-md border p-4">
      <p>
        <span className="font-medium">{t`Reading documents`}</span>
        <span className="text-muted-foreground tabular-nums"> · {progressWords(snapshot)}</span>
      </p>
      <Progress label={t`Documents read`} value={finished / (finished + snapshot.running + snapshot.queued)} />
      <ul className="grid gap-1 text-sm">
        {snapshot.active.slice(0, 4).map(({ document, path, step, done, total }) => (
          <li key={document} className="flex items-center gap-3">
            <span className="min-w-0 flex-1 truncate" title={path}>
              {middle(path, 60)}
            </span>
            <span className="w-20 shrink-0 text-muted-foreground">{stepOf(step)}</span>
            <Progress label={`${path}: ${stepOf(step)}`} className="w-24 shrink-0" {...(total > 0 ? { value: done / total } : {})} />
          </li>
        ))}
      </ul>
    </section>
  );
}
