import { expect, it } from 'vitest';
import { initials } from './avatar';

it('takes the first letters of the first and the last word', () => {
  const names = ['Ada Lovelace', 'ada', ' Ada  King of Lovelace ', 'émile', '𝒜da 𝓛.', ''];
  expect(names.map(initials)).toEqual(['AL', 'A', 'AL', 'É', '𝒜𝓛', '']);
});
