import { useEffect, useRef, type RefObject } from 'react';

interface Point {
  top: number;
  left: number;
}

/** Ctrl and the wheel, two fingers on a touchpad or on the screen: both zoom at the place they are at. */
export function useZoomGestures(area: RefObject<HTMLElement | null>, ready: boolean, onZoom: (factor: number, at: Point) => void): void {
  const latest = useRef(onZoom);
  useEffect(() => {
    latest.current = onZoom;
  });
  useEffect(() => {
    const element = area.current;
    if (!element) return;
    let apart = 0;
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      latest.current(Math.exp(-Math.max(-50, Math.min(50, event.deltaY)) / 150), placeOf(element, event));
    };
    const touch = (event: TouchEvent) => {
      const [one, other] = event.touches;
      if (!one || !other) {
        apart = 0;
        return;
      }
      event.preventDefault();
      const distance = Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
      const between = { clientX: (one.clientX + other.clientX) / 2, clientY: (one.clientY + other.clientY) / 2 };
      if (apart > 0) latest.current(distance / apart, placeOf(element, between));
      apart = distance;
    };
    const touches = ['touchstart', 'touchmove', 'touchend'] as const;
    // Not passive: the browser would zoom the whole page.
    element.addEventListener('wheel', wheel, { passive: false });
    for (const name of touches) element.addEventListener(name, touch, { passive: false });
    return () => {
      element.removeEventListener('wheel', wheel);
      for (const name of touches) element.removeEventListener(name, touch);
    };
  }, [area, ready]);
}

function placeOf(element: HTMLElement, { clientX, clientY }: { clientX: number; clientY: number }): Point {
  const { left, top } = element.getBoundingClientRect();
  return { left: clientX - left, top: clientY - top };
}
