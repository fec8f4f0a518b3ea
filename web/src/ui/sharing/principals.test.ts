import { expect, it } from 'vitest';
import { labelOf } from './principals';

it('names people with their address, groups by their name, and those who left', () => {
  const directory = {
    people: [{ id: '1', name: 'Ada', email: 'ada@example.org' }],
    groups: [{ id: '2', name: 'Readers', members: ['1'], created_at: '', updated_at: '' }],
  };
  expect(labelOf({ kind: 'account', id: '1' }, directory)).toBe('Ada (ada@example.org)');
  expect(labelOf({ kind: 'group', id: '2' }, directory)).toBe('Readers');
  expect(labelOf({ kind: 'account', id: '2' }, directory)).toBe('Somebody who is not here any more');
});
