import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { fold, hitsIn, lastAtMost, MOST_HITS, type Folded, type Hit } from '../find';
import type { Find } from '../useFind';
import type { PageMark } from './draw';

/** A page's text as its pieces make it up. */
export interface PageText {
  items: string[];
  /** Where each piece begins in the text of the page. */
  starts: number[];
  folded: Folded;
}

/** A place on a page. */
export interface PageHit extends Hit {
  /** From 1. */
  page: number;
}

/** The hits are counted anew this often while pages are being read. */
const EVERY_MS = 300;

const NONE: PageMark[] = [];
const NO_PAGES: readonly PageText[] = [];
/** What was read of each open PDF. */
const READ = new WeakMap<PDFDocumentProxy, PageText[]>();

export interface PdfFound {
  hits: PageHit[];
  /** The marks of the hits on a page. */
  marksOn(page: number): PageMark[];
}

/** Searches all pages of a PDF. They are read one after the other when somebody first searches, and kept. */
export function usePdfFind(pdf: PDFDocumentProxy | null, { query, at, report }: Find): PdfFound {
  const wanted = useDeferredValue(query);
  const searching = wanted.trim() !== '';
  const [read, setRead] = useState<{ pdf: PDFDocumentProxy | null; pages: readonly PageText[] }>({ pdf: null, pages: [] });

  useEffect(() => {
    if (!pdf || !searching) return;
    const stop = new AbortController();
    void readPages(pdf, stop.signal, (pages) => setRead({ pdf, pages }));
    return () => stop.abort();
  }, [pdf, searching]);

  const pages = read.pdf === pdf ? read.pages : NO_PAGES;
  const hits = useMemo(() => (searching ? hitsOf(pages, wanted) : []), [pages, wanted, searching]);
  const busy = searching && pdf !== null && pages.length < pdf.numPages;
  useEffect(() => report(hits.length, busy), [hits, busy, report]);

  return useMemo(() => {
    const byPage = new Map<number, PageMark[]>();
    for (const [index, hit] of hits.entries()) {
      const marks = byPage.get(hit.page) ?? [];
      marks.push(...marksOf(pages[hit.page - 1]!, hit, index === at ? 'current' : 'hit'));
      byPage.set(hit.page, marks);
    }
    return { hits, marksOn: (page) => byPage.get(page) ?? NONE };
  }, [hits, pages, at]);
}

async function readPages(pdf: PDFDocumentProxy, signal: AbortSignal, onMore: (pages: readonly PageText[]) => void): Promise<void> {
  const pages = READ.get(pdf) ?? [];
  READ.set(pdf, pages);
  onMore([...pages]);
  let told = Date.now();
  while (pages.length < pdf.numPages) {
    const text = await pageText(pdf, pages.length + 1);
    if (signal.aborted) return;
    pages.push(text);
    if (pages.length < pdf.numPages && Date.now() - told < EVERY_MS) continue;
    told = Date.now();
    onMore([...pages]);
  }
}

/** A page that cannot be read has nothing to be found. */
async function pageText(pdf: PDFDocumentProxy, number: number): Promise<PageText> {
  try {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    return textOf(items.flatMap((item) => ('str' in item ? [item] : [])));
  } catch {
    return textOf([]);
  }
}

export function textOf(pieces: readonly { str: string; hasEOL: boolean }[]): PageText {
  const starts: number[] = [];
  let text = '';
  for (const { str, hasEOL } of pieces) {
    starts.push(text.length);
    text += hasEOL ? `${str}\n` : str;
  }
  return { items: pieces.map(({ str }) => str), starts, folded: fold(text) };
}

function hitsOf(pages: readonly PageText[], query: string): PageHit[] {
  const all: PageHit[] = [];
  for (const [at, { folded }] of pages.entries()) {
    for (const hit of hitsIn(folded, query, MOST_HITS - all.length)) all.push({ ...hit, page: at + 1 });
    if (all.length >= MOST_HITS) break;
  }
  return all;
}

/** A hit as parts of the pieces it stands in. */
export function marksOf({ items, starts }: PageText, { start, end }: Hit, kind: 'hit' | 'current'): PageMark[] {
  const marks: PageMark[] = [];
  for (let item = Math.max(0, lastAtMost(starts, start)); item < items.length && starts[item]! < end; item += 1) {
    const from = Math.max(0, start - starts[item]!);
    const to = Math.min(items[item]!.length, end - starts[item]!);
    if (to > from) marks.push({ item, start: from, end: to, kind });
  }
  return marks;
}
