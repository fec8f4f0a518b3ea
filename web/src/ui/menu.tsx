import { clsx } from 'clsx';
import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';

const PANEL =
  'z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 max-w-80 overflow-y-auto rounded-md border border-border bg-raised p-1 text-foreground shadow-float';
const ITEM =
  'flex min-h-8 w-full cursor-pointer items-center gap-2 rounded-sm px-2 py-1 text-base outline-none select-none data-disabled:opacity-50 data-highlighted:bg-hover pointer-coarse:min-h-11 forced-colors:data-highlighted:outline-2 [&_svg]:size-4 [&_svg]:shrink-0';

interface MenuProps {
  trigger: ReactNode;
  children: ReactNode;
  label?: string;
  align?: 'start' | 'end';
}

export function Menu({ trigger, children, label, align = 'start' }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={PANEL} align={align} sideOffset={4} collisionPadding={8} aria-label={label}>
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

export function MenuItem({ danger, className, ...rest }: ComponentProps<typeof DropdownMenu.Item> & { danger?: boolean }) {
  return <DropdownMenu.Item className={clsx(ITEM, danger && 'text-error', className)} {...rest} />;
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <DropdownMenu.Label className="px-2 py-1 text-xs text-muted-foreground">{children}</DropdownMenu.Label>;
}

export function MenuSeparator() {
  return <DropdownMenu.Separator className="my-1 h-px bg-border" />;
}

interface MenuChoiceProps {
  checked: boolean;
  onSelect(event: Event): void;
  children: ReactNode;
  detail?: ReactNode;
}

/** An item that is on or off; `preventDefault` in `onSelect` keeps the menu open. */
export function MenuChoice({ checked, onSelect, children, detail }: MenuChoiceProps) {
  return (
    <DropdownMenu.CheckboxItem className={clsx(ITEM, 'items-start')} checked={checked} onSelect={onSelect}>
      <span className="mt-0.5 size-4 shrink-0 text-accent">{checked && <Check aria-hidden />}</span>
      <span className="min-w-0">
        <span className="block truncate">{children}</span>
        {detail && <span className="block text-xs text-muted-foreground">{detail}</span>}
      </span>
    </DropdownMenu.CheckboxItem>
  );
}
