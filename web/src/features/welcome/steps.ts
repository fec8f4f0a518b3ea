import { remember, remembered } from '@/lib/storage';

export const STEPS = ['start', 'files', 'reading', 'ask'] as const;
export type Step = (typeof STEPS)[number];

export function isStep(value: string | null): value is Step {
  return STEPS.some((step) => step === value);
}

/** The step before, or after; none at the ends. */
export function neighbour(step: Step, by: 1 | -1): Step | undefined {
  return STEPS[STEPS.indexOf(step) + by];
}

/** Remembers where somebody is, to go on there; app/firstVisit.ts reads it. Whoever looks at it once more is not sent here again. */
export function arriveAt(step: Step): void {
  if (remembered('welcome') !== 'done') remember('welcome', step);
}

/** Never shown again by itself. */
export function finishWelcome(): void {
  remember('welcome', 'done');
  remember('welcome.collection', null);
}

/** The collection the files of the introduction went to. */
export function shelf(): string | null {
  return remembered('welcome.collection');
}

export function setShelf(collection: string): void {
  remember('welcome.collection', collection);
}
