import { useLayoutEffect, useRef } from 'react';

/** What lies over the page and vanishes. */
const OVER = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

/** The last thing on the page itself that had the focus: where a menu was opened that then opened a dialog. */
let below: Element | null = document.activeElement;
document.addEventListener('focusin', ({ target }) => {
  if (target instanceof Element && !target.closest(OVER)) below = target;
});

/** Gives the focus back to where it was when a dialog opened. Radix does that for dialogs with a trigger of their own only. */
export function useFocusBack(open: boolean) {
  const before = useRef<Element | null>(null);
  // What the dialog contains is drawn after this, so nothing in it has the focus yet.
  useLayoutEffect(() => {
    if (open) before.current = document.activeElement;
  }, [open]);
  return (event: Event) => {
    event.preventDefault();
    const target = [before.current, below].find((one) => one instanceof HTMLElement && one.isConnected && one !== document.body);
    if (target instanceof HTMLElement) target.focus();
  };
}
