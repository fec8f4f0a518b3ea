import { t } from '@lingui/core/macro';
import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { IconButton } from './button';

interface DialogProps {
  open: boolean;
  onOpenChange(open: boolean): void;
  title: string;
  description?: ReactNode;
  /** `wide` for lists and tables; `bare` stands near the top and shows neither title nor padding, the content brings its own. */
  look?: 'question' | 'wide' | 'bare';
  children: ReactNode;
}

const DIALOG = 'fixed left-1/2 z-50 max-h-[90dvh] -translate-x-1/2 overflow-y-auto rounded-md border border-border bg-raised shadow-float';
const DIALOGS = {
  question: 'top-1/2 grid w-[min(28rem,calc(100vw-2rem))] -translate-y-1/2 gap-4 p-6',
  wide: 'top-1/2 grid w-[min(42rem,calc(100vw-2rem))] -translate-y-1/2 gap-4 p-6',
  bare: 'top-[min(12dvh,6rem)] flex max-h-[min(80dvh,32rem)] w-[min(40rem,calc(100vw-1rem))] flex-col overflow-hidden',
};

/** A question that must be answered before anything else. */
export function Dialog({ open, onOpenChange, title, description, look = 'question', children }: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          className={clsx(DIALOG, DIALOGS[look])}
          {...(description ? {} : { 'aria-describedby': undefined })}
        >
          <div className={look === 'bare' ? 'sr-only' : 'grid gap-1'}>
            <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
            {description && <Radix.Description className="text-muted-foreground">{description}</Radix.Description>}
          </div>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface SheetProps {
  open: boolean;
  onOpenChange(open: boolean): void;
  title: string;
  /** In a page that reads from right to left, `left` is on the right. */
  side: 'left' | 'right';
  children: ReactNode;
  /** Shows the title and a close button; without, the content brings its own. */
  header?: boolean;
}

/** A panel over the page, for narrow screens. */
export function Sheet({ open, onOpenChange, title, side, children, header = false }: SheetProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          className={clsx(
            'fixed inset-y-0 z-50 flex flex-col bg-background shadow-float outline-none',
            side === 'left' ? 'start-0 w-[min(20rem,86vw)] border-e' : 'end-0 w-full sm:w-[min(36rem,100vw)] sm:border-s',
          )}
        >
          <div className={header ? 'flex items-center justify-between border-b ps-4 pe-2 py-2' : 'sr-only'}>
            <Radix.Title className="font-semibold">{title}</Radix.Title>
            {header && (
              <Radix.Close asChild>
                <IconButton label={t`Close`}>
                  <X aria-hidden />
                </IconButton>
              </Radix.Close>
            )}
          </div>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
