import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import type { PDFDocumentLoadingTask, PDFDocumentProxy, PDFPageProxy, RenderTask } from 'pdfjs-dist';
import { findQuote } from './match';

pdfjs.GlobalWorkerOptions.workerSrc = workerUrl;

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

export interface Drawn {
  /** Whether the quote was found on the page. */
  found: boolean;
  /** The first marked place. */
  mark: HTMLElement | null;
}

/** Draws a page into `stage` at this width, with selectable text, and marks the quote. Aborting stops the work. */
export async function drawPage(
  document: PDFDocumentProxy,
  number: number,
  stage: HTMLElement,
  width: number,
  quote: string,
  signal: AbortSignal,
): Promise<Drawn> {
  const page = await document.getPage(number);
  signal.throwIfAborted();
  const scale = width / page.getViewport({ scale: 1 }).width;
  const canvas = await paint(page, scale, signal);
  const text = await layText(page, scale, signal);
  signal.throwIfAborted();
  const marks = mark(text.layer.textDivs, text.layer.textContentItemsStr, quote);
  stage.replaceChildren(canvas, text.container);
  return { found: marks.length > 0, mark: marks[0] ?? null };
}

async function paint(page: PDFPageProxy, scale: number, signal: AbortSignal): Promise<HTMLCanvasElement> {
  const canvas = window.document.createElement('canvas');
  const dense = page.getViewport({ scale: scale * Math.min(window.devicePixelRatio || 1, 3) });
  canvas.width = Math.floor(dense.width);
  canvas.height = Math.floor(dense.height);
  canvas.style.width = '100%';
  canvas.style.display = 'block';
  canvas.setAttribute('role', 'presentation');
  const task: RenderTask = page.render({ canvas, viewport: dense });
  const cancel = () => task.cancel();
  signal.addEventListener('abort', cancel);
  await task.promise.finally(() => signal.removeEventListener('abort', cancel));
  return canvas;
}

async function layText(page: PDFPageProxy, scale: number, signal: AbortSignal) {
  const container = window.document.createElement('div');
  container.className = 'pdf-text';
  container.style.setProperty('--total-scale-factor', String(scale));
  container.style.setProperty('--scale-round-x', '1px');
  container.style.setProperty('--scale-round-y', '1px');
  const layer = new pdfjs.TextLayer({ textContentSource: page.streamTextContent(), container, viewport: page.getViewport({ scale }) });
  const cancel = () => layer.cancel();
  signal.addEventListener('abort', cancel);
  await layer.render().finally(() => signal.removeEventListener('abort', cancel));
  return { container, layer };
}

function mark(elements: HTMLElement[], items: string[], quote: string): HTMLElement[] {
  return findQuote(items, quote).flatMap(({ item, start, end }) => {
    const element = elements[item];
    const value = items[item];
    if (!element || value === undefined || element.textContent !== value) return [];
    const marked = window.document.createElement('mark');
    marked.textContent = value.slice(start, end);
    element.replaceChildren(value.slice(0, start), marked, value.slice(end));
    return [marked];
  });
}
