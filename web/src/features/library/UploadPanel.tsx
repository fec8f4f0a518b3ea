import { plural, t } from '@lingui/core/macro';
import { ChevronDown, Pause, Play, RotateCw, X } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { cancelUploads, clearUploads, isOpen, pauseUploads, retryUploads, useUploads, wouldBeLost, type Upload } from '@/api/uploads';
import { bytes, count, duration } from '@/lib/format';
import { Button } from '@/ui/button';
import { Progress } from '@/ui/feedback';
import { UploadList } from './UploadList';
import { totals } from './uploadTotals';
import { useSpeed } from './useSpeed';

const SAID_MS = 6_000;

/** Files on their way to the server, and those that did not arrive. */
export function UploadPanel() {
  const { items, last } = useUploads();
  const open = items.filter(isOpen);
  const failed = items.filter(({ state }) => state === 'failed');
  const unchanged = items.filter(({ state }) => state === 'unchanged').length;
  if (open.length === 0 && failed.length === 0 && unchanged === 0) return last && <Ended {...last} />;
  return (
    <section aria-label={t`Uploads`} className="grid min-w-0 gap-3 rounded-md border p-4">
      {open.length > 0 ? <OnTheWay items={items} open={open} /> : <Waits failed={failed} />}
      {failed.length > 0 && open.length > 0 && (
        <p className="text-sm text-error">{plural(failed.length, { one: '# file was not added', other: '# files were not added' })}</p>
      )}
      {open.length === 0 && failed.length > 0 && <UploadList items={failed} />}
      {unchanged > 0 && open.length === 0 && (
        <p className="text-sm text-muted-foreground">
          {plural(unchanged, { one: '# file was already here, with the same content.', other: '# files were already here, with the same content.' })}
        </p>
      )}
    </section>
  );
}

/** Says for a moment that all is done; what happens to the files next is told by another panel. */
function Ended({ sent, of }: { sent: number; of: number }) {
  useEffect(() => {
    const timer = setTimeout(() => useUploads.setState({ last: null }), SAID_MS);
    return () => clearTimeout(timer);
  }, [sent, of]);
  return (
    <p role="status" className="rounded-md border px-4 py-3">
      {t`${count(sent)} of ${plural(of, { one: '# file', other: '# files' })} uploaded`}
    </p>
  );
}

/** Nothing is on its way; what failed can be tried again. */
function Waits({ failed }: { failed: Upload[] }) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <p className="min-w-0 flex-1 font-medium text-error">
        {failed.length > 0 && plural(failed.length, { one: '# file was not added', other: '# files were not added' })}
      </p>
      {failed.length > 1 && (
        <Button size="small" onClick={() => retryUploads(failed.map(({ id }) => id))}>
          <RotateCw aria-hidden /> {t`Try all again`}
        </Button>
      )}
      <Button size="small" onClick={clearUploads}>{t`Dismiss`}</Button>
    </div>
  );
}

function OnTheWay({ items, open }: { items: Upload[]; open: Upload[] }) {
  const { paused, stalled } = useUploads();
  const { of, done, failed, bytes: total, sent } = totals(items);
  const rate = useSpeed(sent, !paused && !stalled);
  const [listed, setListed] = useState(false);
  const list = useId();
  const lost = items.filter(wouldBeLost).length;
  const details = [t`${bytes(sent)} of ${bytes(total)}`];
  if (rate) details.push(t`${bytes(rate)} per second`, t`${duration((total - sent) / rate)} left`);
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <p className="min-w-0 flex-1">
          <span className="font-medium tabular-nums">
            {paused ? t`Uploads are paused` : t`Uploading ${plural(open.length, { one: '# file', other: '# files' })}`}
          </span>{' '}
          <span className="text-muted-foreground tabular-nums">
            {t`${count(done)} of ${count(of - failed)} done`} · {details.join(' · ')}
          </span>
        </p>
        <div className="flex gap-2">
          <Button size="small" onClick={() => pauseUploads(!paused)}>
            {paused ? <Play aria-hidden /> : <Pause aria-hidden />} {paused ? t`Resume` : t`Pause`}
          </Button>
          <Button size="small" onClick={() => cancelUploads()}>
            <X aria-hidden /> {t`Cancel`}
          </Button>
          <Button size="small" look="ghost" aria-expanded={listed} aria-controls={list} onClick={() => setListed(!listed)}>
            <ChevronDown aria-hidden className={listed ? 'rotate-180' : undefined} /> {t`Files`}
          </Button>
        </div>
      </div>
      <Progress label={t`Upload`} value={total > 0 ? sent / total : done / Math.max(1, of)} />
      {stalled && !paused && (
        <p role="status" className="text-sm text-warn">{t`The connection broke. Uploading goes on by itself when the server answers again.`}</p>
      )}
      {lost > 0 && (
        <p className="text-sm text-muted-foreground">
          {plural(lost, {
            one: '# file lives only in this page: the browser has not put it aside. Keep the page open until it is uploaded.',
            other: '# files live only in this page: the browser has not put them aside. Keep the page open until they are uploaded.',
          })}
        </p>
      )}
      <div id={list}>{listed && <UploadList items={items} />}</div>
    </>
  );
}
