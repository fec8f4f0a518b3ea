import { t } from '@lingui/core/macro';
import type { ReactNode } from 'react';
import { Button } from './button';
import { Dialog } from './dialog';
import { ProblemNotice } from './problem';

interface FormDialogProps {
  title: string;
  description?: ReactNode;
  /** The word on the button that sends it. */
  action: string;
  /** It is being sent. */
  busy: boolean;
  /** Why it was not accepted. */
  error: unknown;
  onSubmit(fields: FormData): void;
  onClose(): void;
  children: ReactNode;
  /** Stands at the other end of the row of buttons. */
  aside?: ReactNode;
}

/** A few fields that are sent together, or left. */
export function FormDialog({ title, description, action, busy, error, onSubmit, onClose, children, aside }: FormDialogProps) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title} {...(description ? { description } : {})}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) onSubmit(new FormData(event.currentTarget));
        }}
      >
        {children}
        {error !== null && error !== undefined && <ProblemNotice error={error} />}
        <div className="flex flex-wrap items-center justify-end gap-2">
          {aside}
          <Button look="ghost" onClick={onClose}>
            {t`Cancel`}
          </Button>
          <Button look="primary" type="submit" aria-disabled={busy}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
