import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useCallback, useMemo, useRef, useState, type RefObject, useEffect } from 'react';
import type { DocumentText } from '@/api/types';
import { buttonClass } from '@/ui/button';
import { Loading } from '@/ui/feedback';
import { Notice } from '@/ui/notice';
import { pageAt } from '../blocks';
import type { Find } from '../useFind';
import type { PageMark } from './draw';
import { clampZoom, layOut, nextZoom, PADDING, pagesWidth, turned, zoomOf, type Zoom } from './layout';
import type { Target } from './links';
import { PdfBar } from './PdfBar';
import { PdfPage } from './PdfPage';
import { quotesOf } from './quotes';
import { Strip } from './Strip';
import { usePages } from './usePages';
import { usePdf } from './usePdf';
import { usePdfFind } from './usePdfFind';
import { usePlace } from './usePlace';
import { useZoomGestures } from './useZoomGestures';

interface PdfViewProps {
  url: string;
  /** What it is called when it is downloaded. */
  name: string;
  text: DocumentText | undefined;
  start?: number | undefined;
  end?: number | undefined;
  page?: number | undefined;
  onPage(page: number): void;
  find: Find;
}

const NO_HITS: PageMark[] = [];
const MOST_TIMES = 2.5;

/** A PDF with all its pages below each other, and the passage marked on them. */
export default function PdfView({ url, name, text, start, end, page: asked, onPage, find }: PdfViewProps) {
  const { pdf, sizes, error } = usePdf(url);
  const area = useRef<HTMLDivElement>(null);
  const areaWidth = useWidth(area, pdf !== null);
  const [zoom, setZoom] = useState<Zoom>('auto');
  const [rotation, setRotation] = useState(0);
  const [strip, setStrip] = useState(false);

  const turnedSizes = useMemo(() => sizes.map((size) => turned(size, rotation)), [sizes, rotation]);
  const first = turnedSizes[0];
  const layout = useMemo(() => (first && areaWidth > 0 ? layOut(turnedSizes, pagesWidth(zoom, areaWidth, first)) : null), [turnedSizes, first, zoom, areaWidth]);

  const passage = `${text?.revision} ${start} ${end}`;
  // A text without pages: then the passage stands on the page that was asked for with it, wherever one goes after that.
  const [opened, setOpened] = useState({ passage, page: asked });
  if (opened.passage !== passage) setOpened({ passage, page: asked });
  const home = start !== undefined && text ? (pageAt(text, start) ?? opened.page) : undefined;
  const quotes = useMemo(() => quotesOf(text, start, end, opened.page ?? 1), [text, start, end, opened.page]);
  const { hits, marksOn } = usePdfFind(pdf, find);
  const pages = usePages(area, layout, clampPage(home ?? asked ?? 1, pdf?.numPages));
  const shown = layout && first ? zoomOf(layout.width, first) : 1;

  const { marked } = usePlace({
    area,
    pages,
    layout,
    asked: asked === undefined ? undefined : clampPage(asked, pdf?.numPages),
    onPage,
    home: home === undefined ? undefined : clampPage(home, pdf?.numPages),
    passage,
    hit: hits[find.at],
    onTooSmall: (times) => {
      if (zoom === 'auto') setZoom(clampZoom(shown * Math.min(MOST_TIMES, times)));
    },
  });

  // Whether each page of the passage has it; said once all that were drawn have it not.
  const [found, setFound] = useState<{ passage: string; pages: Record<number, boolean> }>({ passage, pages: {} });
  const onMarked = useCallback(
    (page: number, isFound: boolean | null) => {
      if (isFound !== null) setFound((old) => ({ passage, pages: { ...(old.passage === passage ? old.pages : {}), [page]: isFound } }));
      marked(page);
    },
    [marked, passage],
  );
  const seen = found.passage === passage ? Object.values(found.pages) : [];
  const isLost = seen.length > 0 && !seen.includes(true);

  const { go } = pages;
  // On a turned page the place on it lies elsewhere.
  const follow = useCallback(({ page, down }: Target) => go(page, rotation === 0 ? down : 0), [go, rotation]);
  function zoomTo(next: Zoom, at?: { top: number; left: number }) {
    pages.hold(at);
    setZoom(next);
  }
  function pick(target: Target) {
    follow(target);
    // In a narrow view the strip lies over the pages.
    const beside = area.current?.previousElementSibling;
    if (!beside || getComputedStyle(beside).position !== 'absolute') return;
    setStrip(false);
    area.current?.focus({ preventScroll: true });
  }
  useZoomGestures(area, pdf !== null, (factor, at) => zoomTo(clampZoom(shown * factor), at));

  if (error)
    return (
      <Notice
        tone="error"
        title={t`The PDF cannot be shown`}
        className="m-4"
        actions={
          <a href={url} download={name} className={buttonClass('secondary', 'small')}>
            <Trans>Download</Trans>
          </a>
        }
      >
        {error} <Trans>Download it to open it in another program.</Trans>
      </Notice>
    );
  const smaller = nextZoom(shown, -1);
  const larger = nextZoom(shown, 1);
  return (
    <div className="@container flex min-h-0 flex-1 flex-col">
      {isLost && (
        <Notice tone="info" className="mx-4 mt-3 mb-3" title={t`The passage could not be marked on the page. It reads:`}>
          <blockquote className="line-clamp-6">{[...quotes.values()].join(' ')}</blockquote>
        </Notice>
      )}
      <div className="relative flex min-h-0 flex-1">
        {pdf && strip && <Strip pdf={pdf} sizes={sizes} rotation={rotation} current={pages.current} onPage={pages.go} onPick={pick} />}
        <div ref={area} dir="ltr" tabIndex={0} role="region" aria-label={t`Pages of the document`} className="min-w-0 flex-1 scroll-p-4 overflow-auto bg-muted [overflow-anchor:none] focus-visible:-outline-offset-2">
          {!pdf && <Loading label={t`Loading the PDF`} />}
          {pdf && layout && (
            <div className="relative" style={{ height: layout.total, minWidth: layout.width + 2 * PADDING }}>
              {turnedSizes.slice(pages.first, pages.last + 1).map((size, at) => {
                const index = pages.first + at;
                return (
                  <PdfPage
                    key={index}
                    pdf={pdf}
                    number={index + 1}
                    top={layout.tops[index]!}
                    width={layout.width}
                    height={layout.heights[index]!}
                    scale={layout.width / size.width}
                    rotation={rotation}
                    quote={quotes.get(index + 1) ?? ''}
                    hits={hits.length > 0 ? marksOn(index + 1) : NO_HITS}
                    onMarked={onMarked}
                    onTarget={follow}
                  />
                );
              })}
            </div>
          )}
        </div>
      </div>
      {pdf && (
        <PdfBar
          page={pages.current}
          count={pdf.numPages}
          onPage={pages.go}
          strip={strip}
          onStrip={() => setStrip(!strip)}
          zoom={shown}
          onSmaller={smaller === null ? undefined : () => zoomTo(smaller)}
          onLarger={larger === null ? undefined : () => zoomTo(larger)}
          isFit={zoom === 'fit'}
          onFit={() => zoomTo(zoom === 'fit' ? 'auto' : 'fit')}
          onRotate={() => {
            pages.hold();
            setRotation((rotation + 90) % 360);
          }}
        />
      )}
    </div>
  );
}

function clampPage(page: number, count: number | undefined): number {
  return Math.min(page, count ?? Infinity);
}

function useWidth(element: RefObject<HTMLElement | null>, ready: boolean): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!element.current) return;
    // Dragging the panel's edge would draw the pages dozens of times.
    let timer: ReturnType<typeof setTimeout> | undefined;
    let first = true;
    const observer = new ResizeObserver(([entry]) => {
      clearTimeout(timer);
      const take = () => entry && setWidth(Math.floor(entry.contentRect.width));
      if (first) take();
      else timer = setTimeout(take, 80);
      first = false;
    });
    observer.observe(element.current);
    return () => {
      observer.disconnect();
      clearTimeout(timer);
    };
  }, [element, ready]);
  return width;
}
