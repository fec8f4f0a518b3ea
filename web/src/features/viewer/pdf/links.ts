import type { PDFDocumentProxy } from 'pdfjs-dist';

/** A place in a document: a page, from 1, and how far down on it, as a part of its height. */
export interface Target {
  page: number;
  down: number;
}

/** A link on a page; its box is given in parts of the page's width and height. */
export interface Link {
  left: number;
  top: number;
  width: number;
  height: number;
  /** Where it leads: out of the document or to a place in it. */
  url?: string;
  target?: Target;
}

/** A line of the outline. */
export interface OutlineLine {
  title: string;
  /** From 0. */
  depth: number;
  destination: Destination;
}

/** As pdf.js hands it out: a name, or a page with a way to show it. */
type Destination = string | unknown[] | null;

/** Where an outline ends that nobody can read any more. */
const MOST_LINES = 5_000;
const DEEPEST = 12;
const MOST_LINKS = 1_000;

/** The links of a page, from 1, as it lies when it is turned by `rotation` degrees. */
export async function linksOf(pdf: PDFDocumentProxy, number: number, rotation: number): Promise<Link[]> {
  const page = await pdf.getPage(number);
  const viewport = page.getViewport({ scale: 1, rotation: (page.rotate + rotation) % 360 });
  const annotations = (await page.getAnnotations({ intent: 'display' })) as { subtype: string; rect: number[]; url?: string; dest?: Destination }[];
  const found = annotations.filter(({ subtype, url, dest }) => subtype === 'Link' && (url || dest)).slice(0, MOST_LINKS);
  const links = found.map(async ({ rect, url, dest }): Promise<Link | null> => {
    const [left, top, right, bottom] = viewport.convertToViewportRectangle(rect) as [number, number, number, number];
    const box = {
      left: Math.min(left, right) / viewport.width,
      top: Math.min(top, bottom) / viewport.height,
      width: Math.abs(right - left) / viewport.width,
      height: Math.abs(bottom - top) / viewport.height,
    };
    if (url) return isSafe(url) ? { ...box, url } : null;
    const target = await targetOf(pdf, dest ?? null);
    return target && { ...box, target };
  });
  return (await Promise.all(links)).filter((link) => link !== null);
}

/** The outline as lines from top to bottom; empty when there is none. */
export async function outlineOf(pdf: PDFDocumentProxy): Promise<OutlineLine[]> {
  type Item = { title: string; dest: Destination; items: Item[] };
  const lines: OutlineLine[] = [];
  const walk = (items: Item[], depth: number) => {
    for (const { title, dest, items: inner } of items) {
      if (lines.length >= MOST_LINES) return;
      if (title.trim()) lines.push({ title: title.trim(), depth, destination: dest });
      if (depth < DEEPEST) walk(inner, depth + 1);
    }
  };
  walk(((await pdf.getOutline()) ?? []) as Item[], 0);
  return lines;
}

/** The place a destination means (ISO 32000-1, 12.3.2); null for one that leads nowhere. */
export async function targetOf(pdf: PDFDocumentProxy, destination: Destination): Promise<Target | null> {
  try {
    const explicit = typeof destination === 'string' ? await pdf.getDestination(destination) : destination;
    if (!Array.isArray(explicit)) return null;
    const [where, fit, ...numbers] = explicit as [unknown, { name?: string } | undefined, ...unknown[]];
    const index = typeof where === 'number' ? where : await pdf.getPageIndex(where as Parameters<PDFDocumentProxy['getPageIndex']>[0]);
    if (!(index >= 0 && index < pdf.numPages)) return null;
    const at = { XYZ: 1, FitH: 0, FitBH: 0, FitR: 3 }[fit?.name ?? ''];
    const height = at === undefined ? null : numbers[at];
    if (typeof height !== 'number') return { page: index + 1, down: 0 };
    const viewport = (await pdf.getPage(index + 1)).getViewport({ scale: 1 });
    const [, y] = viewport.convertToViewportPoint(0, height) as [number, number];
    return { page: index + 1, down: Math.min(1, Math.max(0, y / viewport.height)) };
  } catch {
    // A reference to what is not in the file.
    return null;
  }
}

function isSafe(url: string): boolean {
  return URL.canParse(url) && ['http:', 'https:', 'mailto:'].includes(new URL(url).protocol);
}
