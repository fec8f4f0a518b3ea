import { expect, it } from 'vitest';
import type { Upload } from '@/api/uploads';
import { sampled, speed, totals } from './uploadTotals';

function upload(state: Upload['state'], size: number, sent = 0): Upload {
  return { id: '', collection: '', path: '', file: { size } as File, state, sent, kept: true, tried: false, breaks: 0 };
}

it('counts what arrived, without what was taken back or failed', () => {
  const items = [upload('sent', 10, 10), upload('unchanged', 5, 5), upload('sending', 20, 8), upload('waiting', 1), upload('failed', 99, 3), upload('cancelled', 50)];
  expect(totals(items)).toEqual({ of: 5, done: 2, failed: 1, bytes: 36, sent: 23 });
});

it('measures the speed of the last seconds', () => {
  let samples = sampled([], { at: 0, sent: 0 });
  expect(speed(samples)).toBeNull();
  samples = sampled(samples, { at: 4_000, sent: 400 });
  expect(speed(samples)).toBe(100);
  samples = sampled(samples, { at: 12_000, sent: 8_400 });
  expect(speed(samples)).toBe(1_000);
  expect(speed(sampled(samples, { at: 13_000, sent: 100 }))).toBeNull();
});
