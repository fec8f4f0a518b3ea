import { remember, remembered } from './storage';

/** Documents that ship with the page; scripts/samples.mjs makes the one with pages. */
export const SAMPLES = ['employee-handbook.md', 'team-meeting.txt', 'equipment.csv', 'compressor-manual.pdf'] as const;

const KEY = 'samples';

/** The collection this browser has put the samples into. */
export function samplesCollection(): string | null {
  return remembered(KEY);
}

/** Null when they are gone. */
export function rememberSamples(collection: string | null): void {
  remember(KEY, collection);
}

export function isSamples(collection: string | null): boolean {
  return collection !== null && collection === samplesCollection();
}

export function isSample(path: string): boolean {
  return SAMPLES.some((name) => name === path);
}
