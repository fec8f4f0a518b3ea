import { describe, expect, it } from 'vitest';
import { hitsIn } from '../find';
import { clampZoom, layOut, nextZoom, pageIndexAt, pagesBetween, pagesWidth, turned, zoomOf } from './layout';
import { quotesOf } from './quotes';
import { marksOf, textOf } from './usePdfFind';

const A4 = { width: 600, height: 800 };

describe('the pages of a PDF', () => {
  it('lie below each other, all of one width', () => {
    const layout = layOut([A4, turned(A4, 90), A4], 300);
    expect(layout.heights).toEqual([400, 225, 400]);
    expect(layout.tops).toEqual([16, 428, 665]);
    expect(layout.total).toBe(1081);
    expect([0, 16, 427, 428, 5_000].map((y) => pageIndexAt(layout, y))).toEqual([0, 0, 0, 1, 2]);
    expect(pagesBetween(layout, -100, 500)).toEqual({ first: 0, last: 1 });
  });

  it('never grow taller than a browser can draw', () => {
    expect(layOut(Array.from({ length: 10_000 }, () => A4), 4_000).total).toBeLessThan(30_000_000);
  });

  it('are as wide as the area, but not wider than one reads', () => {
    expect(pagesWidth('fit', 1_432, A4)).toBe(1_400);
    expect(pagesWidth('auto', 1_432, A4)).toBe(1_000);
    expect(pagesWidth('auto', 390, A4)).toBe(358);
    expect(zoomOf(pagesWidth(1.5, 390, A4), A4)).toBeCloseTo(1.5);
  });

  it('zoom in steps', () => {
    expect([nextZoom(1, 1), nextZoom(1, -1), nextZoom(0.42, 1), nextZoom(4, 1), nextZoom(0.25, -1)]).toEqual([1.1, 0.9, 0.5, null, null]);
    expect([clampZoom(9), clampZoom(0.01)]).toEqual([4, 0.25]);
  });
});

describe('a passage over pages', () => {
  const text = { revision: 'r', text: '😀 first page ends here. And goes on there.', headings: [], pages: [{ number: 4, start: 0, end: 24 }, { number: 5, start: 24, end: 43 }] };

  it('is divided at the page', () => {
    expect([...quotesOf(text, 8, 35, 1)]).toEqual([[4, 'page ends here.'], [5, 'And goes on']]);
    expect([...quotesOf(text, 8, 12, 1)]).toEqual([[4, 'page']]);
  });

  it('stands on the page that was asked for when no page is known', () => {
    expect([...quotesOf({ ...text, pages: [] }, 2, 7, 9)]).toEqual([[9, 'first']]);
    expect([...quotesOf(undefined, 2, 7, 9)]).toEqual([]);
    expect([...quotesOf(text, undefined, undefined, 9)]).toEqual([]);
  });
});

it('marks a hit in all the pieces it stands in', () => {
  const page = textOf([
    { str: 'The emer-', hasEOL: true },
    { str: 'gency', hasEOL: false },
    { str: ' ', hasEOL: false },
    { str: 'stop', hasEOL: false },
  ]);
  const [hit] = hitsIn(page.folded, 'emergency stop');
  expect(marksOf(page, hit!, 'hit').map(({ item, start, end }) => page.items[item]!.slice(start, end))).toEqual(['emer-', 'gency', ' ', 'stop']);
});
