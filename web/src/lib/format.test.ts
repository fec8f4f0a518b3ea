import { expect, it } from 'vitest';
import { bytes, duration, decimal, middle, timeAgo } from './format';

it('writes sizes', () => {
  expect([0, 999, 1000, 12_340, 999_600, 5_400_000_000].map(bytes)).toEqual(['0 B', '999 B', '1.0 kB', '12.3 kB', '1.0 MB', '5.4 GB']);
});

it('writes ages', () => {
  const now = Date.parse('2026-01-10T12:00:00Z');
  expect(timeAgo('2026-01-10T11:59:40Z', now)).toBe('now');
  expect(timeAgo('2026-01-10T11:15:00Z', now)).toBe('45 min. ago');
  expect(timeAgo('2026-01-09T12:00:00Z', now)).toBe('yesterday');
  expect(timeAgo('2026-01-10T12:05:00Z', now), 'a server whose clock runs ahead').toBe('now');
});

it('shortens in the middle and keeps characters whole', () => {
  expect(middle('short.pdf', 20)).toBe('short.pdf');
  expect(middle('a-very-long-name-of-a-report.pdf', 16)).toBe('a-very-lo…rt.pdf');
  expect([...middle('😀'.repeat(30), 11)]).toHaveLength(11);
});

it('counts and estimates', () => {
  expect(decimal(3.21)).toBe('3.2');
  expect([3, 42, 300, 8000].map(duration)).toEqual(['a few seconds', 'about 40 s', 'about 5 min', 'about 2.2 h']);
});
