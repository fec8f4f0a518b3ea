import { expect, it } from 'vitest';
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
