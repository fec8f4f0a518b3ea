import { t } from '@lingui/core/macro';
import { clsx } from 'clsx';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import { paint, release } from './draw';
import { turned, type Size } from './layout';

interface ThumbnailsProps {
  pdf: PDFDocumentProxy;
  sizes: readonly Size[];
  rotation: number;
  /** From 1. */
  current: number;
  onPage(page: number): void;
  /** A page was chosen with a click or a touch. */
  onPick(page: number): void;
}

const WIDTH_PX = 88;
/** Number, gaps and borders of one. */
const AROUND_PX = 36;
/** Who scrolls past one does not wait for it; the pages come first. */
const PASSING_MS = 150;
/** One far away has found its place within so many frames. */
const FRAMES = 30;

/** All pages in small, one below the other: only those in view are drawn. Arrow keys go from page to page. */
export function Thumbnails({ pdf, sizes, rotation, current, onPage, onPick }: ThumbnailsProps) {
  const list = useRef<HTMLDivElement>(null);
  const scroller = useRef<VirtualizerHandle>(null);
  const wantsFocus = useRef(false);

  useEffect(() => {
    scroller.current?.scrollToIndex(current - 1, { align: 'nearest' });
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    let frames = 0;
    // One far away is drawn, taken away and drawn anew while the list finds its place.
    const focus = () => {
      const { activeElement } = document;
      if (activeElement === document.body || list.current?.contains(activeElement)) list.current?.querySelector<HTMLElement>('[aria-current]')?.focus({ preventScroll: true });
      if ((frames += 1) < FRAMES) frame = requestAnimationFrame(focus);
    };
    let frame = requestAnimationFrame(focus);
    return () => cancelAnimationFrame(frame);
  }, [current]);

  function pressed(event: KeyboardEvent) {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 5, PageUp: -5, Home: -Infinity, End: Infinity }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = Math.min(sizes.length, Math.max(1, current + by));
    if (next === current) return;
    wantsFocus.current = true;
    onPage(next);
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys are those of the buttons inside.
    <div ref={list} role="navigation" aria-label={t`Thumbnails`} onKeyDown={pressed} className="min-h-0 flex-1 overflow-y-auto py-2">
      <Virtualizer ref={scroller} data={sizes} itemSize={WIDTH_PX * 1.4 + AROUND_PX}>
        {(size, index) => <Thumbnail key={index} pdf={pdf} number={index + 1} size={turned(size, rotation)} rotation={rotation} isCurrent={index + 1 === current} onPick={onPick} />}
      </Virtualizer>
    </div>
  );
}

interface ThumbnailProps {
  pdf: PDFDocumentProxy;
  number: number;
  size: Size;
  rotation: number;
  isCurrent: boolean;
  onPick(page: number): void;
}

function Thumbnail({ pdf, number, size, rotation, isCurrent, onPick }: ThumbnailProps) {
  const holder = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const element = holder.current!;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      paint(pdf, number, WIDTH_PX, rotation, stop.signal).then(
        (canvas) => (stop.signal.aborted ? release(canvas) : element.replaceChildren(canvas)),
        // A page that cannot be drawn says so where it is read.
        () => {},
      );
    }, PASSING_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
      release(element.querySelector('canvas'));
    };
  }, [pdf, number, rotation]);
  return (
    <button
      type="button"
      tabIndex={isCurrent ? 0 : -1}
      aria-label={t`Page ${number}`}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={() => onPick(number)}
      className="grid w-full justify-items-center gap-1 px-2 py-1 text-xs text-muted-foreground tabular-nums focus-visible:-outline-offset-2 aria-[current]:text-foreground"
    >
      <span ref={holder} className={clsx('block bg-white ring-offset-2 ring-offset-background', isCurrent ? 'ring-2 ring-accent' : 'ring-1 ring-border')} style={{ width: WIDTH_PX, height: Math.round((size.height / size.width) * WIDTH_PX) }} />
      {number}
    </button>
  );
}
