import { clsx } from 'clsx';
import { Check, ChevronRight } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import type { MenuProps } from './menu';

const PANEL =
  'z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 max-w-80 overflow-y-auto rounded-md border border-border bg-raised p-1 text-foreground shadow-float';
const ITEM =
  'flex min-h-8 w-full cursor-pointer items-center gap-2 rounded-sm px-2 py-1 text-base outline-none select-none data-disabled:opacity-50 data-highlighted:bg-hover pointer-coarse:min-h-11 forced-colors:data-highlighted:outline-2 [&_svg]:size-4 [&_svg]:shrink-0';

/** Begins open: it is drawn because its button was used. */
export function RealMenu({ trigger, children, label, align = 'start', byKeyboard }: MenuProps & { byKeyboard: boolean }) {
  return (
    <DropdownMenu.Root modal={false} defaultOpen dir={document.documentElement.dir === 'rtl' ? 'rtl' : 'ltr'}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          ref={byKeyboard ? focusFirst : undefined}
          className={PANEL}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          aria-label={label}
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** Radix knows of the keyboard only from the second time on: the key that opened it came before it was there. */
function focusFirst(content: HTMLElement | null): void {
  requestAnimationFrame(() => {
    if (document.activeElement === content) content?.querySelector<HTMLElement>('[role^="menuitem"]:not([data-disabled])')?.focus();
  });
}

export type MenuItemProps = ComponentProps<typeof DropdownMenu.Item> & { danger?: boolean };

export function RealItem({ danger, className, ...rest }: MenuItemProps) {
  return <DropdownMenu.Item className={clsx(ITEM, danger && 'text-error', className)} {...rest} />;
}

export function RealLabel({ children }: { children: ReactNode }) {
  return <DropdownMenu.Label className="px-2 py-1 text-xs text-muted-foreground">{children}</DropdownMenu.Label>;
}

export function RealSeparator() {
  return <DropdownMenu.Separator className="my-1 h-px bg-border" />;
}

export interface MenuChoiceProps {
  checked: boolean;
  onSelect(event: Event): void;
  children: ReactNode;
  detail?: ReactNode;
}

export function RealChoice({ checked, onSelect, children, detail }: MenuChoiceProps) {
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

/** An item that opens further ones beside it. */
export function RealSub({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <DropdownMenu.Sub>
      <DropdownMenu.SubTrigger className={clsx(ITEM, 'data-[state=open]:bg-hover')}>
        {label}
        <ChevronRight aria-hidden className="ms-auto text-muted-foreground rtl:-scale-x-100" />
      </DropdownMenu.SubTrigger>
      <DropdownMenu.Portal>
        <DropdownMenu.SubContent className={PANEL} sideOffset={2} collisionPadding={8}>
          {children}
        </DropdownMenu.SubContent>
      </DropdownMenu.Portal>
    </DropdownMenu.Sub>
  );
}
