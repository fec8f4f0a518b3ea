import { useEffect } from 'react';
import { tinykeys } from 'tinykeys';
import { keysOf, useBindings, variants, worksWhileTyping } from '@/lib/bindings';
import { useCommandList, type Command } from '@/ui/commands';
import { takeEarlyKeys } from './earlyKeys';

const PALETTE = 'app.palette';

/** Runs commands by their keys. The one place that hears keys for the whole page. */
export function useShortcuts(): void {
  const { lists } = useCommandList();
  const { chosen } = useBindings();
  useEffect(() => {
    const bindings: Record<string, (event: KeyboardEvent) => void> = {};
    // Rooms come after the frame: where keys are the same, what is nearer to the work wins.
    for (const command of [...lists.values()].flat()) {
      const keys = keysOf(command, chosen);
      if (keys === undefined) continue;
      for (const variant of variants(keys)) bindings[variant] = (event) => fire(command, keys, event);
    }
    return tinykeys(window, bindings);
  }, [lists, chosen]);
  useEffect(() => {
    // Not before the commands of the frame are there: those of a room may come first.
    if ([...lists.values()].flat().some(({ id }) => id === PALETTE)) takeEarlyKeys();
  }, [lists]);
}

function fire(command: Command, keys: string, event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  if (isTyping(event.target) && !worksWhileTyping(keys)) return;
  // What lies over the page has the keys for itself; only the palette may be called away again.
  if (document.querySelector('[role="dialog"]:not([data-docked]), [role="alertdialog"], [role="menu"], [role="listbox"]') && command.id !== PALETTE) return;
  event.preventDefault();
  command.run();
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) && !isButtonLike(target);
}

/** Boxes to tick and choices hold no text. */
function isButtonLike(target: HTMLElement): boolean {
  return target instanceof HTMLInputElement && /^(checkbox|radio|button|submit|range|file)$/.test(target.type);
}
