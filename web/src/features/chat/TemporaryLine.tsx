import { Trans } from '@lingui/react/macro';
import { Clock } from 'lucide-react';

/** Says what a temporary conversation is. */
export function TemporaryLine() {
  return (
    <p className="flex items-center justify-center gap-2 text-center text-xs text-muted-foreground">
      <Clock aria-hidden className="size-3.5 shrink-0" />
      <span>
        <Trans>Temporary: kept in the server’s memory only, in no list, and gone after a day or when the server stops. Keep the address if you want to come back.</Trans>
      </span>
    </p>
  );
}
