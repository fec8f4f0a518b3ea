import { lastAtMost } from '../find';

/** Width and height of a page in points, as it lies. */
export interface Size {
  width: number;
  height: number;
}

/** Where the pages lie, one below the other, all of one width, in pixels. */
export interface Layout {
  width: number;
  tops: number[];
  heights: number[];
  /** Height of everything. */
  total: number;
}

/** A width that follows the area (`auto`: readable, `fit`: as wide as it is), or a part of the true size. */
export type Zoom = 'auto' | 'fit' | number;

const GAP = 12;
export const PADDING = 16;
/** CSS pixels per point at true size. */
const TRUE_SIZE = 96 / 72;
/** On a wide screen a page that fills it cannot be read without moving one's head. */
const READABLE = 1.25;
const NARROWEST = 120;
/** Browsers draw nothing below about 33 million pixels. */
const TALLEST = 25_000_000;

const ZOOMS = [0.25, 0.33, 0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4];

export function turned({ width, height }: Size, rotation: number): Size {
  return rotation % 180 === 0 ? { width, height } : { width: height, height: width };
}

/** The width of all pages, in pixels. */
export function pagesWidth(zoom: Zoom, area: number, first: Size): number {
  const fit = Math.max(NARROWEST, area - 2 * PADDING);
  if (zoom === 'fit') return Math.floor(fit);
  if (zoom === 'auto') return Math.floor(Math.min(fit, first.width * TRUE_SIZE * READABLE));
  return Math.max(NARROWEST, Math.round(first.width * TRUE_SIZE * zoom));
}

/** How large a page of this width is, as a part of its true size. */
export function zoomOf(width: number, first: Size): number {
  return width / (first.width * TRUE_SIZE);
}

/** The next step of the zoom in this direction; null at the end. */
export function nextZoom(zoom: number, by: 1 | -1): number | null {
  return (by > 0 ? ZOOMS.find((step) => step > zoom * 1.01) : ZOOMS.findLast((step) => step < zoom * 0.99)) ?? null;
}

/** Zooms stay between the smallest and the largest step. */
export function clampZoom(zoom: number): number {
  return Math.min(ZOOMS.at(-1)!, Math.max(ZOOMS[0]!, zoom));
}

export function layOut(sizes: readonly Size[], wanted: number): Layout {
  const sum = sizes.reduce((all, { width, height }) => all + height / width, 0);
  const width = Math.min(wanted, Math.max(NARROWEST, Math.floor(TALLEST / sum)));
  const tops: number[] = [];
  const heights: number[] = [];
  let top = PADDING;
  for (const size of sizes) {
    const height = Math.round((size.height / size.width) * width);
    tops.push(top);
    heights.push(height);
    top += height + GAP;
  }
  return { width, tops, heights, total: top - GAP + PADDING };
}

/** The index of the page at this height; the gap after a page belongs to it. */
export function pageIndexAt({ tops }: Layout, y: number): number {
  return Math.max(0, lastAtMost(tops, y));
}

/** The pages between two heights, by index. */
export function pagesBetween(layout: Layout, from: number, to: number): { first: number; last: number } {
  return { first: pageIndexAt(layout, from), last: pageIndexAt(layout, to) };
}
