import { t } from '@lingui/core/macro';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useState } from 'react';
import { isBroken, isLocked, openPdf } from './draw';
import type { Size } from './layout';

/** Pages are measured this many at a time. */
const STEP = 100;
/** First the pages in view are drawn. */
const AFTER_MS = 400;

interface Opened {
  url: string;
  pdf: PDFDocumentProxy | null;
  /** The size of every page; of those that were not measured yet, that of the first. */
  sizes: Size[];
  error: string;
}

const NOTHING: Opened = { url: '', pdf: null, sizes: [], error: '' };

export function usePdf(url: string): Omit<Opened, 'url'> {
  const [state, setState] = useState(NOTHING);
  useEffect(() => {
    const stop = new AbortController();
    const task = openPdf(url);
    const opened = async () => {
      const pdf = await task.promise;
      const first = await sizeOf(pdf, 1);
      if (stop.signal.aborted) return;
      const sizes = Array.from({ length: pdf.numPages }, () => first);
      setState({ url, pdf, sizes, error: '' });
      await measure(pdf, sizes, stop.signal, (measured) => setState({ url, pdf, sizes: measured, error: '' }));
    };
    opened().catch((error: unknown) => {
      // Pages that cannot be measured say so when they are drawn.
      if (!stop.signal.aborted) setState((old) => (old.url === url && old.pdf ? old : { ...NOTHING, url, error: words(error) }));
    });
    return () => {
      stop.abort();
      void task.destroy();
    };
  }, [url]);
  return state.url === url ? state : NOTHING;
}

function words(error: unknown): string {
  if (isLocked(error)) return t`It is protected with a password.`;
  if (isBroken(error)) return t`The file is damaged.`;
  return error instanceof Error && error.message ? `${error.message.replace(/\.?$/, '')}.` : t`It could not be loaded.`;
}

/** Measures page after page; tells only when one is of another size than was thought, so that nothing is laid out in vain. */
async function measure(pdf: PDFDocumentProxy, first: readonly Size[], signal: AbortSignal, onSizes: (sizes: Size[]) => void): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, AFTER_MS));
  let sizes = [...first];
  for (let from = 2; from <= pdf.numPages && !signal.aborted; from += STEP) {
    const numbers = Array.from({ length: Math.min(STEP, pdf.numPages - from + 1) }, (_, at) => from + at);
    const found = await Promise.all(numbers.map((number) => sizeOf(pdf, number)));
    if (signal.aborted) return;
    if (found.every((size, at) => same(size, sizes[from - 1 + at]!))) continue;
    sizes = sizes.toSpliced(from - 1, found.length, ...found);
    onSizes(sizes);
  }
}

async function sizeOf(pdf: PDFDocumentProxy, number: number): Promise<Size> {
  const { width, height } = (await pdf.getPage(number)).getViewport({ scale: 1 });
  return { width, height };
}

function same(one: Size, other: Size): boolean {
  return Math.abs(one.width - other.width) < 0.5 && Math.abs(one.height - other.height) < 0.5;
}
