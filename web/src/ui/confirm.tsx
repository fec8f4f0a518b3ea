import { t } from '@lingui/core/macro';
import type { ReactNode } from 'react';
import { Button } from './button';
import { Dialog } from './dialog';

/** What is to be confirmed. */
export interface Question {
  title: string;
  /** What happens then. */
  detail: ReactNode;
  /** The word on the button. */
  action: string;
  onYes(): void;
}

/** Asks before something that cannot be undone. */
export function ConfirmDialog({ question, onClose }: { question: Question | null; onClose(): void }) {
  return (
    <Dialog open={question !== null} onOpenChange={(open) => !open && onClose()} title={question?.title ?? ''} description={question?.detail}>
      <div className="flex justify-end gap-2">
        <Button look="ghost" onClick={onClose}>
          {t`Cancel`}
        </Button>
        <Button
          look="danger"
          autoFocus
          onClick={() => {
            question?.onYes();
            onClose();
          }}
        >
          {question?.action}
        </Button>
      </div>
    </Dialog>
  );
}
