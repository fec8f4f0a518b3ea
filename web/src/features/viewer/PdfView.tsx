import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { ChevronLeft, ChevronRight, ZoomIn, ZoomOut } from 'lucide-react';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { DocumentText } from '@/api/types';
import { sliceCodePoints } from '@/lib/codepoints';
import { IconButton } from '@/ui/button';
import { Loading } from '@/ui/feedback';
import { Input } from '@/ui/field';
import { Notice } from '@/ui/notice';
import { pageAt } from './blocks';
import { drawPage, openPdf } from './pdf';

interface PdfViewProps {
  url: string;
  text: DocumentText | undefined;
  start?: number | undefined;
  end?: number | undefined;
  page?: number | undefined;
  onPage(page: number): void;
}

const ZOOMS = [1, 1.25, 1.5, 2, 3];

/** A PDF, one real page at a time, with the passage marked on it. */
export default function PdfView({ url, text, start, end, page: asked, onPage }: PdfViewProps) {
  const { pdf, error } = usePdf(url);
  const [zoom, setZoom] = useState(0);
  const [found, setFound] = useState<boolean | null>(null);
  const [failure, setFailure] = useState('');
  const area = useRef<HTMLDivElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const width = useWidth(area, pdf !== null);

  const home = start !== undefined && text ? pageAt(text, start) : undefined;
  const page = Math.min(asked ?? home ?? 1, pdf?.numPages ?? Infinity);
  const quote = useMemo(() => quoteOn(page, text, start, end), [page, text, start, end]);
  const scaled = Math.floor(Math.max(200, width - 32) * ZOOMS[zoom]!);

  useEffect(() => {
    const element = stage.current;
    if (!pdf || !element || width === 0) return;
    const stop = new AbortController();
    setFailure('');
    drawPage(pdf, page, element, scaled, quote, stop.signal).then(
      ({ found: hit, mark }) => {
        setFound(quote ? hit : null);
        if (mark) mark.scrollIntoView({ block: 'center', inline: 'nearest' });
        else area.current?.scrollTo({ top: 0 });
      },
      (reason: unknown) => {
        if (!stop.signal.aborted) setFailure(reason instanceof Error ? reason.message : String(reason));
      },
    );
    return () => stop.abort();
  }, [pdf, page, quote, scaled, width]);

  if (error)
    return (
      <Notice tone="error" title={t`The PDF cannot be shown`} className="m-4">
        {error} <Trans>Download it to open it in another program.</Trans>
      </Notice>
    );
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {found === false && quote && (
        <Notice tone="info" className="mx-4 mt-3" title={t`The passage could not be marked on the page. It reads:`}>
          <blockquote className="line-clamp-6">{quote}</blockquote>
        </Notice>
      )}
      {failure && (
        <Notice tone="error" className="mx-4 mt-3" title={t`Page ${page} cannot be drawn`}>
          {failure}
        </Notice>
      )}
      <div ref={area} tabIndex={0} role="region" aria-label={t`Page ${page}`} className="min-h-0 flex-1 overflow-auto bg-muted p-4 focus-visible:-outline-offset-2">
        {!pdf && <Loading label={t`Loading the PDF`} />}
        <div ref={stage} data-found={found ?? undefined} className="relative mx-auto bg-white shadow-float empty:hidden" style={{ width: scaled }} />
      </div>
      {pdf && (
        <div className="flex items-center justify-center gap-1 border-t px-2 py-1">
          <IconButton label={t`Previous page`} size="small" disabled={page <= 1} onClick={() => onPage(page - 1)}>
            <ChevronLeft aria-hidden />
          </IconButton>
          <PageField key={page} page={page} count={pdf.numPages} onPage={onPage} />
          <IconButton label={t`Next page`} size="small" disabled={page >= pdf.numPages} onClick={() => onPage(page + 1)}>
            <ChevronRight aria-hidden />
          </IconButton>
          <span className="w-4" />
          <IconButton label={t`Smaller`} size="small" disabled={zoom === 0} onClick={() => setZoom(zoom - 1)}>
            <ZoomOut aria-hidden />
          </IconButton>
          <IconButton label={t`Larger`} size="small" disabled={zoom === ZOOMS.length - 1} onClick={() => setZoom(zoom + 1)}>
            <ZoomIn aria-hidden />
          </IconButton>
        </div>
      )}
    </div>
  );
}

function PageField({ page, count, onPage }: { page: number; count: number; onPage(page: number): void }) {
  return (
    <form
      className="flex items-center gap-1.5 text-sm tabular-nums"
      onSubmit={(event) => {
        event.preventDefault();
        const wanted = Number(new FormData(event.currentTarget).get('page'));
        if (Number.isInteger(wanted)) onPage(Math.min(count, Math.max(1, wanted)));
      }}
    >
      <Input name="page" aria-label={t`Page`} inputMode="numeric" defaultValue={page} className="h-7! w-12! px-1! text-center text-sm!" />
      <span className="text-muted-foreground">{t`of ${count}`}</span>
    </form>
  );
}

/** The part of the passage that stands on this page. */
function quoteOn(page: number, text: DocumentText | undefined, start?: number, end?: number): string {
  if (!text || start === undefined || end === undefined) return '';
  const span = text.pages.find(({ number }) => number === page);
  if (!span) return sliceCodePoints(text.text, start, end);
  return sliceCodePoints(text.text, Math.max(start, span.start), Math.max(start, Math.min(end, span.end)));
}

function usePdf(url: string): { pdf: PDFDocumentProxy | null; error: string } {
  const [state, setState] = useState<{ url: string; pdf: PDFDocumentProxy | null; error: string }>({ url: '', pdf: null, error: '' });
  useEffect(() => {
    let wanted = true;
    const task = openPdf(url);
    task.promise.then(
      (pdf) => wanted && setState({ url, pdf, error: '' }),
      (error: unknown) => wanted && setState({ url, pdf: null, error: error instanceof Error ? `${error.message}.` : t`It could not be loaded.` }),
    );
    return () => {
      wanted = false;
      void task.destroy();
    };
  }, [url]);
  return state.url === url ? state : { pdf: null, error: '' };
}

function useWidth(element: React.RefObject<HTMLElement | null>, ready: boolean): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!element.current) return;
    // Dragging the panel's edge would draw the page dozens of times.
    let timer: ReturnType<typeof setTimeout> | undefined;
    const observer = new ResizeObserver(([entry]) => {
      clearTimeout(timer);
      timer = setTimeout(() => entry && setWidth(Math.floor(entry.contentRect.width) + 32), 80);
    });
    observer.observe(element.current);
    return () => {
      observer.disconnect();
      clearTimeout(timer);
    };
  }, [element, ready]);
  return width;
}
