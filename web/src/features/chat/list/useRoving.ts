import { useCallback, useLayoutEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import type { VirtualizerHandle } from 'virtua';
import { isFocusable, step, type Row } from './rows';

const MOVES = ['ArrowUp', 'ArrowDown', 'Home', 'End'] as const;

interface Roving {
  /** The row that Tab reaches; its index is to be kept mounted. */
  active: string | null;
  activeAt: number;
  setActive(key: string): void;
  /** Gives the focus to a row, in view or not. */
  focusRow(key: string): void;
  /** Moves with the arrows, Home and End; returns where to, or undefined when the key means something else. */
  move(event: KeyboardEvent): Row | undefined;
}

/** One stop for Tab in a long list; the arrows go from row to row. Rows carry `data-row`, the element in them that takes the focus `data-focus`. */
export function useRoving(rows: readonly Row[], initial: string | null, list: RefObject<HTMLElement | null>, scroller: RefObject<VirtualizerHandle | null>): Roving {
  const [chosen, setActive] = useState<string | null>(null);
  const wanted = useRef<string | null>(null);
  const [, redraw] = useState(0);

  const there = (key: string | null) => rows.findIndex((row) => row.key === key && isFocusable(row));
  const activeAt = [there(chosen), there(initial), rows.findIndex(isFocusable)].find((at) => at >= 0) ?? -1;
  const active = rows[activeAt]?.key ?? null;

  useLayoutEffect(() => {
    const key = wanted.current;
    if (key === null) return;
    const element = list.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"] [data-focus]`);
    if (!element) return;
    wanted.current = null;
    // A menu that closes gives the focus back to its button first; this comes after.
    setTimeout(() => element.focus({ preventScroll: true }), 0);
  });

  const focusRow = useCallback(
    (key: string) => {
      wanted.current = key;
      setActive(key);
      redraw((n) => n + 1);
      const at = rows.findIndex((row) => row.key === key);
      if (at >= 0) scroller.current?.scrollToIndex(at, { align: 'nearest' });
    },
    [rows, scroller],
  );

  const move = useCallback(
    (event: KeyboardEvent) => {
      const key = MOVES.find((one) => one === event.key);
      if (!key || event.altKey || event.ctrlKey || event.metaKey) return undefined;
      event.preventDefault();
      const to = step(rows, active, key);
      if (to) focusRow(to.key);
      return to;
    },
    [rows, active, focusRow],
  );

  return { active, activeAt, setActive, focusRow, move };
}
