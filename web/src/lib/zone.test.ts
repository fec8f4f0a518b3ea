import { afterEach, expect, it } from 'vitest';
import { i18n } from '@lingui/core';
import { exactTime } from './format';
import { setTimeZone, timeZone } from './zone';

afterEach(() => {
  setTimeZone(null);
});

it('shows times in the zone that was chosen, and knows what is no zone', () => {
  i18n.loadAndActivate({ locale: 'en', messages: {} });
  expect(setTimeZone('Asia/Tokyo')).toBe(true);
  expect(exactTime('2026-01-01T20:00:00Z')).toContain('Jan 2, 2026');
  expect(setTimeZone('America/New_York')).toBe(true);
  expect(exactTime('2026-01-01T20:00:00Z')).toMatch(/Jan 1, 2026, 3:00/);
  expect(setTimeZone('Europe/Atlantis')).toBe(true);
  expect(timeZone()).toBeUndefined();
});
