import type { VirtualizerHandle } from 'virtua';

/** What is in view is drawn within so many frames. */
const FRAMES = 30;
/** Colours, fonts and estimated heights move the text in this time after it opens. */
const SETTLING_MS = 1_500;

/** Brings a row of a virtual list into view, and of a long row the mark in it. Returns how to stop. */
export function revealRow(scroller: VirtualizerHandle | null, row: number, area: HTMLElement | null, selector: string): () => void {
  scroller?.scrollToIndex(row, { align: 'center' });
  let frames = 0;
  const look = () => {
    const mark = area?.querySelector(selector);
    if (mark) mark.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    else if ((frames += 1) < FRAMES) frame = requestAnimationFrame(look);
  };
  let frame = requestAnimationFrame(look);
  return () => cancelAnimationFrame(frame);
}

/** Holds an element in the middle while what is above it takes its final height, until the reader moves. Returns how to stop. */
export function holdInView(area: HTMLElement, target: Element): () => void {
  const show = () => target.scrollIntoView({ block: 'center' });
  show();
  // Blocks out of view have estimated heights; once those around are drawn, the place is exact.
  const frame = requestAnimationFrame(show);
  const observer = new ResizeObserver(show);
  for (const part of area.children) observer.observe(part);
  const moves = ['wheel', 'pointerdown', 'keydown', 'touchstart'] as const;
  const stop = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    observer.disconnect();
    for (const move of moves) area.removeEventListener(move, stop);
  };
  const timer = setTimeout(stop, SETTLING_MS);
  for (const move of moves) area.addEventListener(move, stop, { passive: true });
  return stop;
}
