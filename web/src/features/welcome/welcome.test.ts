import { expect, it } from 'vitest';
import type { Message } from '@/api/types';
import { firstPlace } from './ask';
import { neighbour } from './steps';

const citation = (number: number, verdict: string) => ({ number, source: 2, document: `d${number}`, start: 5, end: 9, page: number, check: { verdict } });

it('opens the first citation that holds, at the revision its source was read in', () => {
  const message = {
    id: 'm1',
    citations: [citation(1, 'unsupported'), citation(2, 'supported')],
    sources: [{ number: 2, revision: 'r7' }],
  } as unknown as Message;
  expect(firstPlace(message)).toEqual({ doc: 'd2', rev: 'r7', start: 5, end: 9, page: 2, cite: 'm1:2' });
  expect(firstPlace({ ...message, citations: [] })).toBeNull();
});

it('ends at both ends', () => {
  expect([neighbour('start', -1), neighbour('start', 1), neighbour('ask', 1)]).toEqual([undefined, 'files', undefined]);
});
