import { expect, it } from 'vitest';
import { DEFAULT_COLLECTION, intended } from './adding';

const [one, other, standard] = [
  { id: '1', name: 'One' },
  { id: '2', name: 'Other' },
  { id: '3', name: DEFAULT_COLLECTION },
];

it.each([
  ['the one that is asked for', [one, other], '2', other],
  ['the only one', [one], undefined, one],
  ['the default one among several', [one, other, standard], undefined, standard],
  ['the default one when the one asked for is gone', [one, standard], '9', standard],
  ['one that has to be made', [one, other], undefined, undefined],
  ['one that has to be made for the first file', [], undefined, undefined],
])('files go to %s', (_, all, preferred, expected) => {
  expect(intended(all, preferred)).toBe(expected);
});

it('puts nobody’s files among the samples unless that is asked for', () => {
  const holdsSamples = (id: string | null) => id === '1';
  expect(intended([one!], undefined, holdsSamples)).toBeUndefined();
  expect(intended([one!, other!], undefined, holdsSamples)).toBe(other);
  expect(intended([one!, other!], one!.id, holdsSamples)).toBe(one);
});
