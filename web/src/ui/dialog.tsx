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
  children: ReactNode;
}

/** A question that must be answered before anything else. */
export function Dialog({ open, onOpenChange, title, description, children }: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          className="fixed top-1/2 left-1/2 z-50 grid max-h-[90dvh] w-[min(28rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 gap-4 overflow-y-auto rounded-md border border-border bg-raised p-6 shadow-float"
          {...(description ? {} : { 'aria-describedby': undefined })}
        >
          <div className="grid gap-1">
            <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
            {description && <Radix.Description className="text-muted-foreground">{description}</Radix.Description>}
          </div>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** A large one for things that need room, with a button that closes it. */
export function WideDialog({ open, onOpenChange, title, children }: Omit<DialogProps, 'description'>) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed inset-2 z-50 flex flex-col gap-4 rounded-md border border-border bg-raised p-4 shadow-float sm:inset-8 sm:p-6"
        >
          <div className="flex items-center justify-between gap-2">
            <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
            <Radix.Close asChild>
              <IconButton label={t`Close`}>
                <X aria-hidden />
              </IconButton>
            </Radix.Close>
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
            side === 'left' ? 'left-0 w-[min(20rem,86vw)] border-e' : 'right-0 w-full sm:w-[min(36rem,100vw)] sm:border-s',
          )}
        >
          <div className={header ? 'flex items-center justify-between border-b ps-4 pe-2 py-2' : 'sr-only'}>
            <Radix.Title className="font-semibold">{title}</Radix.Title>
            {header && (
              <Radix.Close asChild>
                <IconButton label="Close">
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
