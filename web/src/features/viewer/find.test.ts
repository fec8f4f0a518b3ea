import { describe, expect, it } from 'vitest';
import { fold, hitsIn, lastAtMost, pieces } from './find';
import { hitsWithin, rowAt, rowsOf, rowSpan } from './lines';

describe('the search in a text', () => {
  const found = (text: string, query: string) => hitsIn(fold(text), query).map(({ start, end }) => text.slice(start, end));

  it('takes no notice of case, accents and kinds of quotation marks', () => {
    expect(found('Über ÜBER uber u\u0308ber', 'über')).toEqual(['Über', 'ÜBER', 'uber', 'u\u0308ber']);
    expect(found('say “Café” twice', '"cafe"')).toEqual(['“Café”']);
  });

  it('takes any white space for one space, and words that a hyphen divides for one', () => {
    expect(found('stop\n\t button', 'stop button')).toEqual(['stop\n\t button']);
    expect(found('the emer-\ngency stop', 'emergency')).toEqual(['emer-\ngency']);
    expect(found('pages 3-\n4', '3-4')).toEqual([]);
    expect(found('well-known', 'well-known')).toEqual(['well-known']);
  });

  it('counts units of characters beyond the BMP and of ligatures', () => {
    expect(found('😀😀 e\uFB03cient 😀x', '😀x')).toEqual(['😀x']);
    expect(found('an e\uFB03cient one', 'efficient')).toEqual(['e\uFB03cient']);
    expect(found('Straße', 'strasse')).toEqual([]);
  });

  it('finds places without overlaps, and nothing for nothing', () => {
    expect(found('aaaa', 'aa')).toEqual(['aa', 'aa']);
    expect(found('text', '  ')).toEqual([]);
    expect(hitsIn(fold('a '.repeat(50)), 'a', 7)).toHaveLength(7);
  });

  it('grows with letters that are written in full', () => {
    const text = '\uFDFA'.repeat(100);
    expect(fold(text).text.length).toBeGreaterThan(1_000);
    expect(fold(text).starts.at(-1)).toBe(100);
  });
});

describe('marks over a text', () => {
  it('are cut where others begin and end', () => {
    const cut = pieces('0123456789', [{ start: 2, end: 8, kind: 'passage' }, { start: 5, end: 6, kind: 'hit' }, { start: -3, end: 1, kind: 'hit' }]);
    expect(cut.map(({ text, kinds }) => `${text}:${kinds.join('+')}`)).toEqual(['0:hit', '1:', '234:passage', '5:passage+hit', '67:passage', '89:']);
  });

  it('are none outside', () => {
    expect(pieces('abc', [{ start: 3, end: 5, kind: 'hit' }])).toEqual([{ text: 'abc', kinds: [] }]);
    expect(pieces('', [])).toEqual([]);
  });
});

describe('rows of code', () => {
  it('are the lines, without one after the last line end', () => {
    const text = 'one\n\nthree\n';
    const rows = rowsOf(text);
    expect([...rows.lines]).toEqual([1, 2, 3]);
    expect([0, 1, 2].map((row) => rowSpan(rows, row, text)).map(({ start, end }) => text.slice(start, end))).toEqual(['one', '', 'three']);
    expect([0, 3, 4, 5, 10].map((index) => rowAt(rows, index))).toEqual([0, 0, 1, 2, 2]);
    expect(rowsOf('').length).toBe(1);
  });

  it('cut a line without end, never inside a character', () => {
    const text = `a\n${'x😀'.repeat(5_000)}\nb`;
    const rows = rowsOf(text);
    const parts = Array.from({ length: rows.length }, (_, row) => rowSpan(rows, row, text)).map(({ start, end }) => text.slice(start, end));
    expect(parts.slice(1, -1).join('')).toBe('x😀'.repeat(5_000));
    expect(parts.some((part) => /[\ud800-\udbff]$/.test(part))).toBe(false);
    expect([...new Set(rows.lines)]).toEqual([1, 2, 3]);
    expect(rows.longest).toBeLessThanOrEqual(4_001);
  });

  it('know the hits that touch them', () => {
    const hits = [{ start: 0, end: 2 }, { start: 4, end: 9 }, { start: 12, end: 13 }];
    expect(hitsWithin(hits, { start: 2, end: 5 }).map(({ at }) => at)).toEqual([1]);
    expect(hitsWithin(hits, { start: 8, end: 20 }).map(({ at }) => at)).toEqual([1, 2]);
  });
});

it('finds the last number that is not above', () => {
  expect([0, 1, 5, 9, 10].map((value) => lastAtMost([1, 5, 9], value))).toEqual([-1, 0, 1, 2, 2]);
});
