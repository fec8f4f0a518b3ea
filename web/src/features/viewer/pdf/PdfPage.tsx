import { t } from '@lingui/core/macro';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { memo, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { layText, markText, paint, quoteMarks, release, type PageMark, type TextOver } from './draw';
import type { Target } from './links';
import { PageLinks } from './PageLinks';

/** Who scrolls past a page does not wait for it. */
const PASSING_MS = 60;
/** While somebody zooms, the picture is stretched; then it is painted anew. */
const ZOOMING_MS = 180;

interface PdfPageProps {
  pdf: PDFDocumentProxy;
  /** From 1. */
  number: number;
  top: number;
  width: number;
  height: number;
  /** Pixels per point. */
  scale: number;
  rotation: number;
  /** The part of the passage that stands on this page; empty for none. */
  quote: string;
  /** What the search found here. */
  hits: PageMark[];
  /** Its marks are drawn; `found` says whether the quote is among them, if there is one. */
  onMarked(number: number, found: boolean | null): void;
  onTarget(target: Target): void;
}

/** One page: a picture with the text over it. What was painted is given back when the page leaves. */
export const PdfPage = memo(function PdfPage({ pdf, number, top, width, height, scale, rotation, quote, hits, onMarked, onTarget }: PdfPageProps) {
  const picture = useRef<HTMLDivElement>(null);
  const over = useRef<HTMLDivElement>(null);
  const [text, setText] = useState<TextOver | null>(null);
  const [failure, setFailure] = useState('');

  useEffect(() => {
    const holder = picture.current!;
    const stop = new AbortController();
    const timer = setTimeout(
      () => {
        paint(pdf, number, width, rotation, stop.signal).then(
          (canvas) => {
            if (stop.signal.aborted) return release(canvas);
            release(holder.querySelector('canvas'));
            holder.replaceChildren(canvas);
            setFailure('');
          },
          (reason: unknown) => {
            if (!stop.signal.aborted) setFailure(reason instanceof Error ? reason.message : String(reason));
          },
        );
      },
      holder.firstChild ? ZOOMING_MS : PASSING_MS,
    );
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [pdf, number, width, rotation]);

  useEffect(() => {
    const holder = picture.current!;
    return () => release(holder.querySelector('canvas'));
  }, []);

  useEffect(() => {
    const holder = over.current!;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      layText(pdf, number, rotation, stop.signal).then(
        (laid) => {
          if (stop.signal.aborted) return;
          holder.replaceChildren(laid.container);
          setText(laid);
        },
        // The picture can be read without it; the passage cannot be marked.
        () => !stop.signal.aborted && setText(null),
      );
    }, PASSING_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [pdf, number, rotation]);

  useLayoutEffect(() => {
    if (!text) return;
    const passage = quote ? quoteMarks(text.items, quote) : [];
    markText(text, [...passage, ...hits]);
    onMarked(number, quote ? passage.length > 0 : null);
  }, [text, quote, hits, number, onMarked]);

  return (
    <div
      data-page={number}
      className="absolute bg-white shadow-float"
      style={{ top, width, height, left: `max(1rem, calc(50% - ${width / 2}px))`, '--total-scale-factor': scale } as React.CSSProperties}
    >
      <div ref={picture} className="absolute inset-0" />
      <div ref={over} onPointerDown={select} />
      {text && <PageLinks pdf={pdf} number={number} rotation={rotation} onTarget={onTarget} />}
      {failure && <p className="absolute inset-0 grid place-items-center p-4 text-center text-[#333]">{t`Page ${number} cannot be drawn: ${failure}`}</p>}
    </div>
  );
});

/** While somebody selects, the end of the text fills the page: otherwise a pointer between two lines would select the whole page. */
function select(event: React.PointerEvent<HTMLDivElement>): void {
  const layer = event.currentTarget.firstElementChild;
  if (!layer) return;
  layer.classList.add('selecting');
  window.addEventListener('pointerup', () => layer.classList.remove('selecting'), { once: true });
}
