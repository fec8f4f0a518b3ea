import { cloneElement, useState, type KeyboardEvent, type PointerEvent, type ReactElement, type ReactNode } from 'react';
import { patient } from '@/api/patient';
import type { MenuChoiceProps, MenuItemProps } from './menus';

type Parts = typeof import('./menus');

// A list has a menu per row and most are never opened: until one is, a menu is its button, and the script of menus is not there.
const load = patient(() => import('./menus'));
let parts: Parts | null = null;

async function fetchParts(): Promise<Parts> {
  parts ??= await load();
  return parts;
}

export interface MenuProps {
  /** A button. */
  trigger: ReactElement;
  children: ReactNode;
  label?: string;
  align?: 'start' | 'end';
}

type Opened = false | 'pointer' | 'keyboard';
type TriggerProps = Pick<React.ComponentProps<'button'>, 'onPointerDown' | 'onPointerEnter' | 'onKeyDown' | 'onFocus' | 'disabled'>;

export function Menu(props: MenuProps) {
  const [opened, setOpened] = useState<Opened>(false);
  if (opened && parts) return <parts.RealMenu {...props} byKeyboard={opened === 'keyboard'} />;

  const trigger = props.trigger as ReactElement<TriggerProps>;
  const own = trigger.props;
  const open = (how: 'pointer' | 'keyboard') => void fetchParts().then(() => setOpened(how));
  return cloneElement(trigger, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onPointerEnter(event: PointerEvent<HTMLButtonElement>) {
      own.onPointerEnter?.(event);
      void fetchParts();
    },
    onPointerDown(event: PointerEvent<HTMLButtonElement>) {
      own.onPointerDown?.(event);
      if (own.disabled || event.button !== 0 || event.ctrlKey) return;
      // The menu takes the focus; the button would take it back.
      event.preventDefault();
      open('pointer');
    },
    onKeyDown(event: KeyboardEvent<HTMLButtonElement>) {
      own.onKeyDown?.(event);
      if (own.disabled || !['Enter', ' ', 'ArrowDown'].includes(event.key)) return;
      event.preventDefault();
      open('keyboard');
    },
  } as TriggerProps);
}

// What stands in a menu is drawn only when it is open; then the script is there.

export function MenuItem(props: MenuItemProps) {
  return parts && <parts.RealItem {...props} />;
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return parts && <parts.RealLabel>{children}</parts.RealLabel>;
}

export function MenuSeparator() {
  return parts && <parts.RealSeparator />;
}

/** An item that is on or off; `preventDefault` in `onSelect` keeps the menu open. */
export function MenuChoice(props: MenuChoiceProps) {
  return parts && <parts.RealChoice {...props} />;
}

/** An item that opens further ones beside it. */
export function MenuSub(props: { label: ReactNode; children: ReactNode }) {
  return parts && <parts.RealSub {...props} />;
}
