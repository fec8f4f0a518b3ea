import { expect, it } from 'vitest';
import { type Chosen, conflicts, keysOf, pressed, shownKeys, variants, worksWhileTyping } from './bindings';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

it('writes what is pressed', () => {
  expect(pressed(press('n'), false)).toBe('n');
  expect(pressed(press('K', { ctrlKey: true, shiftKey: true }), false)).toBe('$mod+Shift+k');
  expect(pressed(press('k', { metaKey: true }), true)).toBe('$mod+k');
  expect(pressed(press('k', { ctrlKey: true }), true)).toBe('Control+k');
  expect(pressed(press('?', { shiftKey: true }), false), 'Shift makes the symbol on some keyboards only').toBe('?');
  expect(pressed(press(' '), false)).toBe('Space');
  expect(pressed(press('Shift', { shiftKey: true }), false)).toBeNull();
});

it('hears a symbol with and without Shift', () => {
  expect(variants('/')).toEqual(['/', 'Shift+/']);
  expect(variants('Shift+?')).toEqual(['?', 'Shift+?']);
  expect(variants('$mod+/')).toEqual(['$mod+/', '$mod+Shift+/']);
  expect(variants('$mod+k')).toEqual(['$mod+k']);
  expect(variants('g c')).toEqual(['g c']);
});

it('finds commands that would both fire, or hide one another', () => {
  const commands = [{ id: 'new', keys: 'n' }, { id: 'goto', keys: 'g c' }, { id: 'search', keys: '/' }];
  const ids = (keys: string, chosen = {}) => conflicts(keys, 'mine', commands, chosen).map(({ id }) => id);
  expect(ids('N')).toEqual(['new']);
  expect(ids('g')).toEqual(['goto']);
  expect(ids('g l')).toEqual([]);
  expect(ids('n', { new: null })).toEqual([]);
  expect(ids('x', { search: 'x' })).toEqual(['search']);
  expect(conflicts('n', 'new', commands, {})).toEqual([]);
});

it('prefers what was chosen, also nothing', () => {
  const command = { id: 'new', keys: 'n' };
  const choices: Chosen[] = [{}, { new: 'c' }, { new: null }];
  expect(choices.map((chosen) => keysOf(command, chosen))).toEqual(['n', 'c', undefined]);
});

it('knows which keys mean text, and how keys are called', () => {
  expect(['n', 'Shift+n', 'g c', '/'].map(worksWhileTyping)).toEqual([false, false, false, false]);
  expect(['$mod+k', 'Escape', 'Alt+n'].map(worksWhileTyping)).toEqual([true, true, true]);
  expect(shownKeys('$mod+Shift+k', false)).toEqual([['Ctrl', 'Shift', 'K']]);
  expect(shownKeys('g c', true)).toEqual([['G'], ['C']]);
});
