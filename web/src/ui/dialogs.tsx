import { t } from '@lingui/core/macro';
import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { DialogProps, SheetProps } from './dialog';
import { IconButton } from './button';
import { useFocusBack } from './focusBack';

const DIALOG = 'fixed left-1/2 z-50 max-h-[90dvh] -translate-x-1/2 overflow-y-auto rounded-md border border-border bg-raised shadow-float outline-none';
const DIALOGS = {
  question: 'top-1/2 grid w-[min(28rem,calc(100vw-2rem))] -translate-y-1/2 gap-4 p-6',
  wide: 'top-1/2 grid w-[min(42rem,calc(100vw-2rem))] -translate-y-1/2 gap-4 p-6',
  full: 'top-1/2 grid h-[calc(100dvh-2rem)] w-[min(80rem,calc(100vw-2rem))] -translate-y-1/2 grid-rows-[auto_minmax(0,1fr)] gap-4 p-6',
  bare: 'top-[min(12dvh,6rem)] flex max-h-[min(80dvh,32rem)] w-[min(40rem,calc(100vw-1rem))] flex-col overflow-hidden',
};

export function RealDialog({ open, onOpenChange, title, description, look = 'question', children }: DialogProps) {
  const giveBack = useFocusBack(open);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content onCloseAutoFocus={giveBack} className={clsx(DIALOG, DIALOGS[look])} {...(description ? {} : { 'aria-describedby': undefined })}>
          <div className={look === 'bare' ? 'sr-only' : 'relative grid gap-1'}>
            <Radix.Title className={clsx('text-lg font-semibold', (look === 'wide' || look === 'full') && 'pe-10')}>{title}</Radix.Title>
            {description && <Radix.Description className="text-muted-foreground">{description}</Radix.Description>}
            {(look === 'wide' || look === 'full') && <Close className="absolute -end-2 -top-2" />}
          </div>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function RealSheet({ open, onOpenChange, title, side, children, header = false }: SheetProps) {
  const giveBack = useFocusBack(open);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          onCloseAutoFocus={giveBack}
          className={clsx(
            'fixed inset-y-0 z-50 flex flex-col bg-background shadow-float outline-none',
            side === 'left' ? 'start-0 w-[min(20rem,86vw)] border-e' : 'end-0 w-full sm:w-[min(36rem,100vw)] sm:border-s',
          )}
        >
          <div className={header ? 'flex items-center justify-between border-b ps-4 pe-2 py-2' : 'sr-only'}>
            <Radix.Title className="font-semibold">{title}</Radix.Title>
            {header && <Close />}
          </div>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Close({ className }: { className?: string }) {
  return (
    <Radix.Close asChild>
      <IconButton label={t`Close`} className={className}>
        <X aria-hidden />
      </IconButton>
    </Radix.Close>
  );
}
