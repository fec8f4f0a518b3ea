import { expect, it } from 'vitest';
import { offset } from './clock';

it('learns how far the server is ahead, and ignores what is only travel or rounding', () => {
  const now = Date.parse('2026-01-10T12:00:00.700Z');
  expect(offset('Sat, 10 Jan 2026 12:00:00 GMT', now)).toBe(0);
  expect(offset('Sat, 10 Jan 2026 11:59:59 GMT', now)).toBe(0);
  expect(offset('Sat, 10 Jan 2026 14:00:00 GMT', now)).toBe(2 * 3_600_000 - 200);
  expect(offset('Fri, 09 Jan 2026 12:00:00 GMT', now)).toBe(-86_400_000 - 200);
  expect([offset(null, now), offset('yesterday', now)]).toEqual([0, 0]);
});
