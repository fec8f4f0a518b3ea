import { expect, it } from 'vitest';
import { stepTo } from './entries';
import { crumbs, inFolder, TOP } from './folders';
import { asFile, pasted } from './pasting';
import { kept, NOTHING, ranged, toggled } from './selection';
import { retagged, shared, withTag } from './tags';
import { isFinal, kindOf, progressWords } from './words';

const idle = { running: 0, queued: 0, done: 0, failed: 0, rate: 0, active: [] };

it('says how far ingestion is', () => {
  expect(progressWords({ ...idle, running: 2, queued: 8, done: 30, rate: 3.21, eta_seconds: 3 })).toBe('30 of 40 done · 3.2 per second · a few seconds left');
  expect(progressWords({ ...idle, running: 1, done: 1, failed: 1, rate: 0.05 })).toBe('2 of 3 done · 3 per minute · 1 failed');
  expect(progressWords({ ...idle, queued: 4, eta_seconds: null })).toBe('0 of 4 done');
});

it('names kinds by content, then by name', () => {
  expect(kindOf('application/pdf', 'x.txt')).toBe('PDF');
  expect(kindOf('text/x-rust', 'x.rs')).toBe('Code');
  expect(kindOf(null, 'a/b.docx')).toBe('DOCX');
  expect(kindOf(null, 'Makefile')).toBe('');
});

it('offers to try again only what may end differently', () => {
  expect(isFinal({ code: 'empty', detail: '', hint: '' })).toBe(true);
  expect(isFinal({ code: 'timed_out', detail: '', hint: '' })).toBe(false);
  expect(isFinal(null)).toBe(false);
});

it('shows paths as folders', () => {
  const documents = ['b.txt', 'plans/2024/house.pdf', 'plans/2024/garden.pdf', 'plans/list.md', 'plans2/x', '../odd'].map((path) => ({ path, size: 10 }));
  const top = inFolder(documents, TOP);
  expect(top.folders.map(({ name, documents: many, bytes }) => [name, many, bytes])).toEqual([['..', 1, 10], ['plans', 3, 30], ['plans2', 1, 10]]);
  expect(top.documents.map(({ path }) => path)).toEqual(['b.txt']);
  const plans = inFolder(documents, 'plans/');
  expect(plans.folders.map(({ dir }) => dir)).toEqual(['plans/2024/']);
  expect(plans.documents.map(({ path }) => path)).toEqual(['plans/list.md']);
  expect(crumbs('plans/2024/')).toEqual([{ name: 'plans', dir: 'plans/' }, { name: '2024', dir: 'plans/2024/' }]);
  expect(crumbs(TOP)).toEqual([]);
});

it('chooses ranges from the anchor, both ways', () => {
  const order = ['a', 'b', 'c', 'd'];
  const one = toggled(NOTHING, 'c');
  expect([...ranged(one, order, 'a').ids].toSorted()).toEqual(['a', 'b', 'c']);
  expect([...ranged(one, order, 'd').ids].toSorted()).toEqual(['c', 'd']);
  expect([...ranged(NOTHING, order, 'b').ids]).toEqual(['b']);
  expect(toggled(one, 'c').ids.size).toBe(0);
  expect([...kept({ ids: new Set(['a', 'gone']), anchor: 'a' }, order).ids]).toEqual(['a']);
});

it('moves within rows and between them, never out of the list', () => {
  expect([stepTo('ArrowDown', 1, 5, 3), stepTo('ArrowDown', 3, 5, 3), stepTo('ArrowUp', 1, 5, 3), stepTo('ArrowRight', 1, 5, 3)]).toEqual([4, 4, 0, 2]);
  expect([stepTo('ArrowRight', 1, 5, 1), stepTo('x', 1, 5, 1)]).toEqual([undefined, undefined]);
});

it('changes the tags that all share and leaves others', () => {
  expect(shared([['a', 'b'], ['b', 'c']])).toEqual(['b']);
  expect(retagged(['b', 'c'], ['b'], ['new'])).toEqual(['c', 'new']);
  expect(withTag(['A'], ' a ')).toEqual(['A']);
  expect(withTag([], '  two   words ')).toEqual(['two words']);
});

it('offers what pasted text is', () => {
  expect(pasted(' https://example.org/a?b=c ')).toEqual({ kind: 'link', url: 'https://example.org/a?b=c' });
  expect(pasted('javascript:alert(1)')).toBeNull();
  expect(pasted('word')).toBeNull();
  expect(pasted('two\nlines')?.kind).toBe('text');
  expect(asFile('', '# My plan\n\nText').path).toBe('My plan.md');
  expect(asFile('../a/b', 'plain').path).toBe('a b.txt');
});
