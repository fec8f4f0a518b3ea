import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Copy } from 'lucide-react';
import type { Account } from '@/api/types';
import { Button } from '@/ui/button';
import { copy } from '@/ui/copy';
import { Dialog } from '@/ui/dialog';

/** A password that somebody is to be told. */
export interface Passed {
  account: Account;
  password: string;
}

/** Shows it this once. */
export function PasswordDialog({ passed: { account, password }, onClose }: { passed: Passed; onClose(): void }) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t`Password of ${account.name}`}
      description={<Trans>Pass it on in a safe way. It is not shown again; it can be changed under Settings, Account.</Trans>}
    >
      <div className="flex items-center gap-2 rounded-md bg-muted p-3">
        <code className="min-w-0 flex-1 break-all">{password}</code>
        <Button size="small" onClick={() => copy(password)}>
          <Copy aria-hidden /> <Trans>Copy</Trans>
        </Button>
      </div>
      <div className="flex justify-end">
        <Button look="primary" onClick={onClose}>
          <Trans>Done</Trans>
        </Button>
      </div>
    </Dialog>
  );
}
