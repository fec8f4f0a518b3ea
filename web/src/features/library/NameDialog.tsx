import { t } from '@lingui/core/macro';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Field, Input } from '@/ui/field';
import { ProblemNotice } from '@/ui/problem';

interface NameDialogProps {
  open: boolean;
  onOpenChange(open: boolean): void;
  title: string;
  action: string;
  name?: string;
  /** Does it; the dialog closes when it worked and shows the problem when not. */
  onName(name: string): Promise<void>;
}

export function NameDialog({ open, onOpenChange, title, action, name, onName }: NameDialogProps) {
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setError(null);
        onOpenChange(next);
      }}
      title={title}
    >
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          const value = String(new FormData(event.currentTarget).get('name')).trim();
          if (!value) return;
          setBusy(true);
          onName(value)
            .then(() => onOpenChange(false), setError)
            .finally(() => setBusy(false));
        }}
      >
        <Field label={t`Name`}>
          {(ids) => <Input {...ids} name="name" required maxLength={120} defaultValue={name} autoComplete="off" autoFocus />}
        </Field>
        {error !== null && <ProblemNotice error={error} />}
        <div className="flex justify-end gap-2">
          <Button look="ghost" onClick={() => onOpenChange(false)}>
            {t`Cancel`}
          </Button>
          <Button look="primary" type="submit" disabled={busy}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
