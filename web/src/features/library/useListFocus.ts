import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { VirtualizerHandle } from 'virtua';
import type { Entry } from './entries';

/** One stop for Tab in the whole list; the element of an entry carries `data-entry`. */
export function useListFocus(entries: readonly Entry[], columns: number, area: RefObject<HTMLElement | null>, scroller: RefObject<VirtualizerHandle | null>) {
  const [chosen, setActive] = useState<string | null>(null);
  const wanted = useRef<string | null>(null);
  const [, redraw] = useState(0);
  const at = entries.findIndex(({ key }) => key === chosen);
  const activeAt = at >= 0 ? at : entries.length > 0 ? 0 : -1;

  useLayoutEffect(() => {
    if (wanted.current === null) return;
    const element = area.current?.querySelector<HTMLElement>(`[data-entry="${CSS.escape(wanted.current)}"]`);
    if (!element) return;
    wanted.current = null;
    // A menu that closes gives the focus back to its button first; this comes after.
    setTimeout(() => element.focus({ preventScroll: true }), 0);
  });

  const focusAt = useCallback(
    (to: number) => {
      const entry = entries[to];
      if (!entry) return;
      wanted.current = entry.key;
      setActive(entry.key);
      redraw((n) => n + 1);
      scroller.current?.scrollToIndex(Math.floor(to / columns), { align: 'nearest' });
    },
    [entries, columns, scroller],
  );
  return { activeAt, setActive, focusAt };
}
