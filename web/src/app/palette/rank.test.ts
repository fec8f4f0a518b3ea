import { expect, it } from 'vitest';
import { found, rank } from './rank';

const titles = (query: string, ...all: string[]) => found(all.map((title) => ({ title })), query).map(({ title }) => title);

it('prefers beginnings, then words, then anything inside, then initials', () => {
  expect(titles('li', 'Delight', 'Go to Library', 'Light theme', 'Models')).toEqual(['Light theme', 'Go to Library', 'Delight']);
  expect(titles('gtl', 'Go to Library', 'Models')).toEqual(['Go to Library']);
});

it('wants every word, in any order, without regard to case and accents', () => {
  expect(rank('Über Prüfung der Pumpen', 'pumpen pruf')).toBeGreaterThan(0);
  expect(rank('Prüfung der Pumpen', 'pumpen ventil')).toBe(0);
});

it('keeps the given order when nothing is typed, and finds by other words', () => {
  expect(titles('  ', 'b', 'a')).toEqual(['b', 'a']);
  expect(found([{ title: 'Dark theme', words: 'appearance night' }, { title: 'New' }], 'night')).toHaveLength(1);
});
