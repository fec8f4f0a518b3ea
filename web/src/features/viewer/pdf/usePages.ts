import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { pageIndexAt, pagesBetween, PADDING, type Layout } from './layout';

/** Around what is in view, so much of the view's height is drawn, too. */
const AHEAD = 0.6;
/** The page at this part of the view's height is the one that is read. */
const READING = 0.35;

/** A place on a page, and where in the view it is held when the pages change their size. */
interface Anchor {
  index: number;
  /** Parts of the page's height and width. */
  y: number;
  x: number;
  /** Pixels from the corner of the view. */
  top: number;
  left: number;
}

export interface Pages {
  /** Pages to draw, by index. */
  first: number;
  last: number;
  /** The page that is read, from 1. */
  current: number;
  /** To a page, or to a place on it: how far down, as a part of its height. */
  go(page: number, down?: number): void;
  /** Holds what is at this point of the view there while the pages change their size; the middle when absent. */
  hold(point?: { top: number; left: number }): void;
  /** Takes note of where one is, before the browser tells. */
  note(): void;
  /** Whether the reader moved by himself since the last call of `go`. */
  isMoved(): boolean;
}

/** Which pages are in view, and how to bring others there. Holds the place when pages turn out to be of another size. */
export function usePages(area: RefObject<HTMLDivElement | null>, layout: Layout | null, start: number): Pages {
  const [range, setRange] = useState({ first: start - 1, last: start - 1 });
  const [current, setCurrent] = useState(start);
  const anchor = useRef<Anchor>({ index: start - 1, y: 0, x: 0.5, top: 0, left: 0 });
  const held = useRef(false);
  /** The page somebody asked for: it is the current one as long as it is in view. */
  const goal = useRef<number | null>(start);
  const moved = useRef(false);
  const latest = useRef(layout);

  const anchorAt = useCallback(
    (top: number, left: number) => {
      const element = area.current;
      const laid = latest.current;
      if (!element || !laid) return;
      const index = pageIndexAt(laid, element.scrollTop + top);
      anchor.current = {
        index,
        y: (element.scrollTop + top - laid.tops[index]!) / laid.heights[index]!,
        x: (element.scrollLeft + left - leftOf(element, laid)) / laid.width,
        top,
        left,
      };
    },
    [area],
  );

  const read = useCallback(() => {
    const element = area.current;
    const laid = latest.current;
    if (!element || !laid) return;
    const { scrollTop: top, clientHeight: height } = element;
    const next = pagesBetween(laid, top - height * AHEAD, top + height * (1 + AHEAD));
    setRange((old) => (old.first === next.first && old.last === next.last ? old : next));
    const seen = pagesBetween(laid, top, top + height - 1);
    if (goal.current !== null && (goal.current - 1 < seen.first || goal.current - 1 > seen.last)) goal.current = null;
    setCurrent(goal.current ?? pageIndexAt(laid, top + height * READING) + 1);
    if (!held.current) anchorAt(Math.round(height * READING), Math.round(element.clientWidth / 2));
  }, [area, anchorAt]);

  // Pages that were measured, a wider panel or another zoom: what was in view stays there.
  useLayoutEffect(() => {
    latest.current = layout;
    const element = area.current;
    if (!element || !layout) return;
    const { index, y, x, top, left } = anchor.current;
    element.scrollTo({
      top: layout.tops[index]! + y * layout.heights[index]! - (y === 0 && top === 0 ? PADDING : top),
      left: leftOf(element, layout) + x * layout.width - (left || element.clientWidth / 2),
    });
    held.current = false;
    read();
  }, [area, layout, read]);

  const ready = layout !== null;
  useEffect(() => {
    const element = area.current;
    if (!element) return;
    const move = () => {
      goal.current = null;
      moved.current = true;
    };
    element.addEventListener('scroll', read, { passive: true });
    const moves = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;
    for (const name of moves) element.addEventListener(name, move, { passive: true });
    return () => {
      element.removeEventListener('scroll', read);
      for (const name of moves) element.removeEventListener(name, move);
    };
  }, [area, read, ready]);

  const go = useCallback(
    (page: number, down = 0) => {
      const laid = latest.current;
      moved.current = false;
      goal.current = page;
      if (!laid || !area.current) {
        anchor.current = { index: page - 1, y: down, x: 0.5, top: 0, left: 0 };
        return;
      }
      const index = Math.min(page, laid.tops.length) - 1;
      area.current.scrollTo({ top: laid.tops[index]! + down * laid.heights[index]! - PADDING });
      read();
    },
    [area, read],
  );
  const hold = useCallback(
    (point?: { top: number; left: number }) => {
      const element = area.current;
      if (element) anchorAt(point?.top ?? element.clientHeight / 2, point?.left ?? element.clientWidth / 2);
      held.current = true;
    },
    [area, anchorAt],
  );
  const isMoved = useCallback(() => moved.current, []);
  return { ...range, current, go, hold, note: read, isMoved };
}

function leftOf(element: HTMLElement, { width }: Layout): number {
  return Math.max(PADDING, (Math.max(element.clientWidth, width + 2 * PADDING) - width) / 2);
}
