import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { RotateCw, X } from 'lucide-react';
import { unreachable } from '@/api/problem';
import { cancelUploads, clearUploads, isOpen, retryUploads, useUploads } from '@/api/uploads';
import { bytes } from '@/lib/format';
import { Button } from '@/ui/button';
import { Progress } from '@/ui/feedback';
import { ProblemText } from '@/ui/problem';

const SHOWN_FAILURES = 5;

/** Files on their way to the server, and those that did not arrive. */
export function UploadPanel() {
  const items = useUploads((state) => state.items);
  const open = items.filter(isOpen);
  const failed = items.filter(({ state }) => state === 'failed');
  const lost = failed.some(({ problem }) => problem?.type === unreachable.type);
  const unchanged = items.filter(({ state }) => state === 'unchanged').length;
  if (open.length === 0 && failed.length === 0 && unchanged === 0) return null;

  const counted = items.filter(({ state }) => state !== 'cancelled' && state !== 'failed');
  const total = counted.reduce((sum, { file }) => sum + file.size, 0);
  const sent = counted.reduce((sum, { sent: some }) => sum + some, 0);
  return (
    <section aria-label={t`Uploads`} className="grid gap-3 rounded-md border p-4">
      {open.length > 0 && (
        <div className="grid gap-2">
          <div className="flex items-center gap-2">
            <p className="min-w-0 flex-1">
              <span className="font-medium">{plural(open.length, { one: 'Uploading # file', other: 'Uploading # files' })}</span>
              <span className="text-muted-foreground">
                {' '}
                · {t`${bytes(sent)} of ${bytes(total)}`}
              </span>
            </p>
            <Button size="small" onClick={cancelUploads}>
              <X aria-hidden /> <Trans>Cancel</Trans>
            </Button>
          </div>
          <Progress label={t`Upload`} value={total > 0 ? sent / total : 0} />
        </div>
      )}
      {failed.length > 0 && (
        <div className="grid gap-2">
          <div className="flex items-center gap-2">
            <p className="min-w-0 flex-1 font-medium text-error">{plural(failed.length, { one: '# file was not added', other: '# files were not added' })}</p>
            {failed.length > 1 && open.length === 0 && (
              <Button size="small" onClick={() => retryUploads(failed.map(({ id }) => id))}>
                <RotateCw aria-hidden /> <Trans>Try all again</Trans>
              </Button>
            )}
          </div>
          {lost && <p className="text-sm text-muted-foreground"><Trans>Some may have arrived before the connection broke. Trying again adds nothing twice.</Trans></p>}
          <ul className="grid gap-2">
            {failed.slice(0, SHOWN_FAILURES).map(({ id, path, problem }, at) => (
              <li key={id} className="flex items-start gap-3 text-sm">
                <div className="min-w-0 flex-1">
                  <p className="font-medium break-all">{path}</p>
                  {problem && problem.detail !== failed[at - 1]?.problem?.detail && <ProblemText problem={problem} />}
                </div>
                <Button size="small" aria-label={t`Try again: ${path}`} onClick={() => retryUploads([id])}>
                  <RotateCw aria-hidden /> <Trans>Try again</Trans>
                </Button>
              </li>
            ))}
          </ul>
          {failed.length > SHOWN_FAILURES && <p className="text-sm text-muted-foreground">{t`and ${failed.length - SHOWN_FAILURES} more`}</p>}
        </div>
      )}
      {unchanged > 0 && (
        <p className="text-sm text-muted-foreground">{plural(unchanged, { one: '# file was already here, with the same content.', other: '# files were already here, with the same content.' })}</p>
      )}
      {open.length === 0 && (
        <div className="flex gap-2">
          <Button size="small" onClick={clearUploads}>
            <Trans>Dismiss</Trans>
          </Button>
        </div>
      )}
    </section>
  );
}
