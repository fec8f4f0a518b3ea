import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** This close to the end counts as being at the end. */
const NEAR_PX = 48;
/** A scroll this long after the reader's hand moved is the reader's. */
const HAND_MS = 400;

/**
 * Whether to follow after a scroll from `top` to `at`, `left` pixels above the end. Only the reader scrolls up, however little: a wheel
 * begins with a few pixels, and pulling those back would hold the reader at the end. Scrolling down to about the end follows again.
 */
export function follows(following: boolean, top: number, at: number, left: number): boolean {
  if (left < 1) return true;
  if (at < top) return false;
  return following || (at > top && left < NEAR_PX);
}

/**
 * Keeps the end of a growing list in view while the reader is there, and only then. The list itself also scrolls, when what is above turns
 * out to be taller or flatter than it guessed: only what follows a wheel, a touch, a key or the scroll bar is the reader's wish.
 */
export function useFollow(area: RefObject<HTMLElement | null>, content: RefObject<HTMLElement | null>, subject: string) {
  const following = useRef(true);
  const hand = useRef(0);
  const [atEnd, setAtEnd] = useState(true);

  const jump = useCallback(() => {
    following.current = true;
    area.current?.scrollTo({ top: area.current.scrollHeight });
  }, [area]);
  /** Another place was asked for: the end is not to be followed. */
  const leave = useCallback(() => {
    following.current = false;
  }, []);

  // Another conversation begins at its end.
  useLayoutEffect(jump, [jump, subject]);

  useEffect(() => {
    const element = area.current;
    const inner = content.current;
    if (!element || !inner) return;
    let height = element.scrollHeight;
    let top = element.scrollTop;
    const touched = () => {
      hand.current = performance.now();
    };
    const scrolled = () => {
      const left = element.scrollHeight - element.scrollTop - element.clientHeight;
      const byHand = performance.now() - hand.current < HAND_MS;
      if (byHand || left < 1) following.current = follows(following.current, top, element.scrollTop, left);
      top = element.scrollTop;
      setAtEnd(left < NEAR_PX || following.current);
    };
    const observer = new ResizeObserver(() => {
      if (following.current && element.scrollHeight !== height) element.scrollTo({ top: element.scrollHeight });
      height = element.scrollHeight;
      scrolled();
    });
    observer.observe(inner);
    observer.observe(element);
    const hands = ['wheel', 'touchmove', 'keydown', 'pointerdown', 'pointermove'] as const;
    const moved = (event: Event) => {
      if (event.type !== 'pointermove' || (event as PointerEvent).buttons > 0) touched();
    };
    for (const kind of hands) element.addEventListener(kind, moved, { passive: true });
    element.addEventListener('scroll', scrolled, { passive: true });
    return () => {
      observer.disconnect();
      for (const kind of hands) element.removeEventListener(kind, moved);
      element.removeEventListener('scroll', scrolled);
    };
  }, [area, content, subject]);

  return { atEnd, jump, leave };
}
