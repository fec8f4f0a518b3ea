import { t } from '@lingui/core/macro';
import { Link } from '@tanstack/react-router';
import { LoaderCircle, Pause } from 'lucide-react';
import { useIngestion } from '@/api/live';
import { isOpen, useUploads } from '@/api/uploads';
import { count, duration } from '@/lib/format';
import { Progress } from '@/ui/feedback';

/** Work on documents, visible from every room. */
export function Progressing({ collapsed }: { collapsed: boolean }) {
  const snapshot = useIngestion((state) => state.snapshot);
  const uploading = useUploads(({ items }) => items.filter(isOpen).length);
  const paused = useUploads((state) => state.paused) && uploading > 0;
  const reading = snapshot ? snapshot.running + snapshot.queued : 0;
  if (uploading + reading === 0) return null;

  const finished = snapshot ? snapshot.done + snapshot.failed : 0;
  const words = paused
    ? t`Uploads are paused`
    : uploading > 0
      ? t`Uploading ${count(uploading)}`
      : t`Reading: ${count(finished)} of ${count(finished + reading)} done`;
  if (collapsed)
    return (
      <Link to="/library" className="mt-auto grid h-12 place-items-center border-t" aria-label={words} title={words}>
        {paused ? <Pause aria-hidden className="size-4 text-warn" /> : <LoaderCircle aria-hidden className="size-4 animate-spin text-accent" />}
      </Link>
    );
  return (
    <Link to="/library" className="mt-auto grid gap-1.5 border-t px-5 py-3 text-sm hover:bg-hover">
      <span className="flex justify-between gap-2">
        <span>{words}</span>
        {uploading === 0 && snapshot?.eta_seconds ? <span className="text-muted-foreground">{duration(snapshot.eta_seconds)}</span> : null}
      </span>
      {!paused && <Progress label={t`Documents`} {...(uploading > 0 ? {} : { value: finished / (finished + reading) })} />}
    </Link>
  );
}
