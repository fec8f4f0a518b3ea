import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import type { PDFDocumentLoadingTask, PDFDocumentProxy, RenderTask } from 'pdfjs-dist';
import { pieces } from '../find';
import { findQuote, type Span } from '../match';
import type { MarkKind } from '../Marked';

pdfjs.GlobalWorkerOptions.workerSrc = workerUrl;

/** Phones refuse larger canvases, and a page of them would take all memory. */
const MOST_PIXELS = 12_000_000;

/** Starts loading a PDF. Everything pdf.js needs comes from this server. */
export function openPdf(url: string): PDFDocumentLoadingTask {
  return pdfjs.getDocument({
    url,
    cMapUrl: '/pdfjs/cmaps/',
    cMapPacked: true,
    standardFontDataUrl: '/pdfjs/standard_fonts/',
    wasmUrl: '/pdfjs/wasm/',
    iccUrl: '/pdfjs/iccs/',
    isEvalSupported: false,
    enableXfa: false,
  });
}

/** Paints a page as wide as this. Aborting stops the work. */
export async function paint(pdf: PDFDocumentProxy, number: number, width: number, rotation: number, signal: AbortSignal): Promise<HTMLCanvasElement> {
  const page = await pdf.getPage(number);
  signal.throwIfAborted();
  const turn = (page.rotate + rotation) % 360;
  const plain = page.getViewport({ scale: 1, rotation: turn });
  const density = Math.min(window.devicePixelRatio || 1, 3) * (width / plain.width);
  const viewport = page.getViewport({ scale: Math.min(density, Math.sqrt(MOST_PIXELS / (plain.width * plain.height))), rotation: turn });
  const canvas = window.document.createElement('canvas');
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  canvas.className = 'block size-full';
  canvas.setAttribute('role', 'presentation');
  const task: RenderTask = page.render({ canvas, viewport });
  const cancel = () => task.cancel();
  signal.addEventListener('abort', cancel);
  try {
    await task.promise;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
  return canvas;
}

/** Gives the memory of a canvas back at once, not when the browser thinks of it. */
export function release(canvas: HTMLCanvasElement | null | undefined): void {
  if (!canvas) return;
  canvas.width = 0;
  canvas.height = 0;
}

/** The text over a page: its pieces, and the elements that hold them. */
export interface TextOver {
  container: HTMLElement;
  items: string[];
  elements: HTMLElement[];
}

/** Lays the text over a page, to be selected and marked. Its size follows `--total-scale-factor` of what is around it. */
export async function layText(pdf: PDFDocumentProxy, number: number, rotation: number, signal: AbortSignal): Promise<TextOver> {
  const page = await pdf.getPage(number);
  signal.throwIfAborted();
  const container = window.document.createElement('div');
  container.className = 'pdf-text';
  const viewport = page.getViewport({ scale: 1, rotation: (page.rotate + rotation) % 360 });
  const layer = new pdfjs.TextLayer({ textContentSource: page.streamTextContent(), container, viewport });
  const cancel = () => layer.cancel();
  signal.addEventListener('abort', cancel);
  try {
    await layer.render();
  } finally {
    signal.removeEventListener('abort', cancel);
  }
  const end = window.document.createElement('div');
  end.className = 'endOfContent';
  container.append(end);
  return { container, items: layer.textContentItemsStr, elements: layer.textDivs };
}

export type PageMark = Span & { kind: MarkKind };

/** The marks of a passage on a page. */
export function quoteMarks(items: readonly string[], quote: string): PageMark[] {
  return findQuote(items, quote).map((span) => ({ ...span, kind: 'passage' }));
}

/** Marks these parts of the text and nothing else. */
export function markText({ items, elements }: TextOver, marks: readonly PageMark[]): void {
  const byItem = new Map<number, PageMark[]>();
  for (const mark of marks) byItem.set(mark.item, [...(byItem.get(mark.item) ?? []), mark]);
  elements.forEach((element, item) => {
    const value = items[item];
    if (value === undefined) return;
    const own = byItem.get(item);
    if (!own) {
      if (element.firstElementChild) element.replaceChildren(value);
      return;
    }
    if (element.textContent !== value) return;
    element.replaceChildren(
      ...pieces(value, own).map(({ text, kinds }) => {
        if (kinds.length === 0) return text;
        const mark = window.document.createElement('mark');
        mark.dataset.mark = kinds.join(' ');
        mark.textContent = text;
        return mark;
      }),
    );
  });
}

/** What is wrong with a file that pdf.js refused; the names are what pdf.js documents of its errors. */
export function isLocked(error: unknown): boolean {
  return error instanceof Error && error.name === 'PasswordException';
}
export function isBroken(error: unknown): boolean {
  return error instanceof Error && error.name === 'InvalidPDFException';
}
