import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** This close to the end counts as being at the end. */
const NEAR_PX = 48;

/** Keeps the end of a growing list in view while the reader is there, and only then. */
export function useFollow(area: RefObject<HTMLElement | null>, content: RefObject<HTMLElement | null>, subject: string) {
  const following = useRef(true);
  const [atEnd, setAtEnd] = useState(true);

  const jump = useCallback(() => {
    following.current = true;
    area.current?.scrollTo({ top: area.current.scrollHeight });
  }, [area]);

  // Another conversation begins at its end.
  useLayoutEffect(jump, [jump, subject]);

  useEffect(() => {
    const element = area.current;
    const inner = content.current;
    if (!element || !inner) return;
    let height = element.scrollHeight;
    let top = element.scrollTop;
    const scrolled = () => {
      const near = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
      // Only the reader scrolls up; growth below never does.
      if (near) following.current = true;
      else if (element.scrollTop < top) following.current = false;
      top = element.scrollTop;
      setAtEnd(near || following.current);
    };
    const observer = new ResizeObserver(() => {
      if (following.current && element.scrollHeight !== height) element.scrollTo({ top: element.scrollHeight });
      height = element.scrollHeight;
      scrolled();
    });
    observer.observe(inner);
    observer.observe(element);
    element.addEventListener('scroll', scrolled, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', scrolled);
    };
  }, [area, content, subject]);

  return { atEnd, jump };
}
