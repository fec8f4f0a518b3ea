import { describe, expect, it } from 'vitest';
import { blocksOf, pageAt } from './blocks';
import { findQuote } from './match';

describe('quotes on a PDF page', () => {
  const found = (items: string[], quote: string) => findQuote(items, quote).map(({ item, start, end }) => items[item]!.slice(start, end));

  it('are found across pieces, line ends and hyphens', () => {
    expect(found(['The quick brown fox jum-', 'ps over the lazy dog.'], 'brown fox jumps over')).toEqual(['brown fox jum', 'ps over']);
  });

  it('are found whatever the spaces, ligatures, case and quotation marks', () => {
    expect(found(['An e\uFB03cient', ' ', '\u201COffice\u201D', ' suite'], 'an efficient "office" suite')).toEqual(['An e\uFB03cient', '\u201COffice\u201D', ' suite'].map((s) => s.trim()));
  });

  it('count characters beyond the BMP', () => {
    expect(found(['Sum 𝒳😀 of parts'], '😀 of')).toEqual(['😀 of']);
  });

  it('are recognised by their parts', () => {
    const page = ['The committee decided in March to extend', ' the programme [12] by two more years because of demand.'];
    const quote = 'The committee decided in March to extend the programme by two more years because of demand.';
    expect(found(page, quote).join('')).toMatch(/^The committee .*demand\.$/);
  });

  it('are not invented', () => {
    expect(findQuote(['Nothing like it here at all'], 'The committee decided in March to extend')).toEqual([]);
    expect(findQuote(['text'], '  ')).toEqual([]);
  });
});

describe('text blocks', () => {
  it('cut a line without end at spaces, never inside a character', () => {
    for (const text of ['word '.repeat(20_000), 'x😀'.repeat(20_000)]) {
      const blocks = blocksOf({ text, pages: [], headings: [] }).map((block) => block.text);
      expect(blocks.join('')).toBe(text);
      expect(Math.max(...blocks.map((block) => block.length))).toBeLessThanOrEqual(10_001);
      expect(blocks.some((block) => /[\ud800-\udbff]$/.test(block))).toBe(false);
    }
  });

  const text = '😀 Title\nFirst page.\nSecond 😀 page here.';
  const pages = [
    { number: 1, start: 0, end: 20 },
    { number: 2, start: 20, end: 39 },
  ];
  const document = { text, pages, headings: [{ level: 1, start: 0, end: 8 }] };

  it('cut at pages and headings and lose nothing', () => {
    const blocks = blocksOf(document);
    expect(blocks.map((block) => block.text).join('')).toBe(text);
    expect(blocks.map(({ level, page }) => [level, page])).toEqual([[3, 1], [undefined, undefined], [undefined, 2]]);
  });

  it('mark code points', () => {
    const points = [...text];
    const start = points.indexOf('S');
    const marked = blocksOf(document, start, start + 8).flatMap((block) => (block.mark ? [block.text.slice(block.mark.start, block.mark.end)] : []));
    expect(marked).toEqual([points.slice(start, start + 8).join('')]);
  });

  it('mark across blocks', () => {
    const marked = blocksOf(document, 15, 26).map((block) => (block.mark ? block.text.slice(block.mark.start, block.mark.end) : ''));
    expect(marked.join('')).toBe([...text].slice(15, 26).join(''));
  });

  it('know the page of a character', () => {
    expect([pageAt(document, 0), pageAt(document, 20), pageAt(document, 99)]).toEqual([1, 2, undefined]);
  });

  it('cut long texts at line ends', () => {
    const long = Array.from({ length: 400 }, (_, line) => `line ${line}`).join('\n');
    const blocks = blocksOf({ text: long, pages: [], headings: [] });
    expect(blocks.length).toBeGreaterThan(1);
    expect(blocks.slice(0, -1).every((block) => block.text.endsWith('\n'))).toBe(true);
    expect(blocks.map((block) => block.text).join('')).toBe(long);
  });
});
