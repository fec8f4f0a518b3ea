import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Copy, Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, buttonClass } from '@/ui/button';
import { copy } from '@/ui/copy';
import { Dialog } from '@/ui/dialog';

/** What is shown once: a password, a link, a key, codes. */
export interface Shown {
  title: string;
  /** What to do with it. */
  lead: ReactNode;
  /** One, or a list of them. */
  secret: string | readonly string[];
  /** What a file with it is called; without, none is offered. */
  file?: string;
}

export function SecretDialog({ shown: { title, lead, secret, file }, onClose }: { shown: Shown; onClose(): void }) {
  const lines = typeof secret === 'string' ? [secret] : secret;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title} description={lead}>
      <div className="flex items-start gap-2 rounded-md bg-muted p-3">
        <ul className="grid min-w-0 flex-1 gap-1">
          {lines.map((line) => (
            <li key={line}>
              <code className="break-all">{line}</code>
            </li>
          ))}
        </ul>
        <Button size="small" onClick={() => copy(lines.join('\n'))} aria-label={t`Copy`}>
          <Copy aria-hidden /> <Trans>Copy</Trans>
        </Button>
      </div>
      <div className="flex justify-end gap-2">
        {file && (
          <a className={buttonClass()} href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${lines.join('\n')}\n`)}`} download={file}>
            <Download aria-hidden /> <Trans>Download</Trans>
          </a>
        )}
        <Button look="primary" onClick={onClose}>
          <Trans>Done</Trans>
        </Button>
      </div>
    </Dialog>
  );
}
