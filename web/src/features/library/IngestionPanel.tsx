import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { Pause, Play, RotateCw, X } from 'lucide-react';
import { useState } from 'react';
import { http, send } from '@/api/client';
import { useIngestion } from '@/api/live';
import { keys } from '@/api/queries';
import type { DocumentAction, DocumentState, Id } from '@/api/types';
import { middle } from '@/lib/format';
import { Button, IconButton } from '@/ui/button';
import { Progress } from '@/ui/feedback';
import { control, controlEvery } from './documentActions';
import { isFinal, progressWords, stepName } from './words';

/** What is being read right now, how far, how fast, how long still; and orders to all of it. */
export function IngestionPanel({ collection }: { collection: Id | undefined }) {
  const snapshot = useIngestion((state) => state.snapshot);
  const [busy, setBusy] = useState<DocumentAction | null>(null);
  const paused = useAny('paused', collection);
  const failed = useAny('failed', collection, ({ problem }) => !isFinal(problem));
  const reading = snapshot !== null && snapshot.running + snapshot.queued > 0;
  if (!reading && !paused && !failed) return null;

  const every = (action: DocumentAction) => {
    setBusy(action);
    void controlEvery(action, collection).finally(() => setBusy(null));
  };
  const finished = snapshot ? snapshot.done + snapshot.failed : 0;
  return (
    <section aria-label={t`Reading documents`} className="grid min-w-0 gap-3 rounded-md border p-4">
      <div className="flex flex-wrap items-center gap-2">
        <p className="min-w-0 flex-1">
          <span className="font-medium">{reading ? t`Reading documents` : paused ? t`Reading is paused` : t`Some documents could not be read`}</span>
          {reading && <span className="text-muted-foreground tabular-nums"> · {progressWords(snapshot)}</span>}
        </p>
        <div className="flex flex-wrap gap-2">
          {reading && (
            <Button size="small" disabled={busy !== null} onClick={() => every('pause')}>
              <Pause aria-hidden /> {t`Pause all`}
            </Button>
          )}
          {paused && (
            <Button size="small" disabled={busy !== null} onClick={() => every('resume')}>
              <Play aria-hidden /> {t`Resume all`}
            </Button>
          )}
          {(reading || paused) && (
            <Button size="small" disabled={busy !== null} onClick={() => every('cancel')}>
              <X aria-hidden /> {t`Cancel all`}
            </Button>
          )}
          {failed && (
            <Button size="small" disabled={busy !== null} onClick={() => every('retry')}>
              <RotateCw aria-hidden /> {t`Try failed ones again`}
            </Button>
          )}
        </div>
      </div>
      {reading && <Progress label={t`Documents read`} value={finished / (finished + snapshot.running + snapshot.queued)} />}
      {snapshot && snapshot.active.length > 0 && (
        <ul className="grid max-h-56 gap-1 overflow-y-auto text-sm">
          {snapshot.active.map(({ document: id, path, step, done, total }) => (
            <li key={id} className="flex items-center gap-3">
              <bdi className="min-w-0 flex-1 truncate" title={path}>
                {middle(path, 60)}
              </bdi>
              <span className="w-20 shrink-0 text-muted-foreground">{stepName(step)}</span>
              <Progress label={t`${path}: ${stepName(step)}`} className="hidden w-24 shrink-0 sm:block" {...(total > 0 ? { value: done / total } : {})} />
              <IconButton size="small" label={t`Pause: ${path}`} onClick={() => void control({ id, title: path }, 'pause')}>
                <Pause aria-hidden />
              </IconButton>
              <IconButton size="small" label={t`Cancel: ${path}`} onClick={() => void control({ id, title: path }, 'cancel')}>
                <X aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Whether a document is in this state, among the first few. */
function useAny(state: DocumentState, collection: Id | undefined, counts: (document: { problem?: Parameters<typeof isFinal>[0] }) => boolean = () => true): boolean {
  const { data } = useQuery({
    queryKey: [...keys.documents, 'any', state, collection ?? ''],
    queryFn: ({ signal }) => send(http.GET('/api/v1/documents', { params: { query: { state, limit: 100, ...(collection ? { collection } : {}) } }, signal })),
  });
  return data?.items.some(counts) ?? false;
}
