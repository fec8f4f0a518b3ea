import { describe, expect, it } from 'vitest';
import { granted, windowShare, wish } from './composerMenu';
import { blanks, filled } from './prompts';
import { EMPTY, queued, type Queue } from './queue';

describe('signs in the composer', () => {
  it('ask for prompts at the beginning, for models and documents at the beginning of a word', () => {
    expect(wish('/sum', 4)).toEqual({ sign: '/', text: 'sum', start: 0, end: 4 });
    expect(wish('compare @ll', 11)).toEqual({ sign: '@', text: 'll', start: 8, end: 11 });
    expect(wish('#', 1)).toEqual({ sign: '#', text: '', start: 0, end: 1 });
    expect(wish('look in #man and', 12)).toEqual({ sign: '#', text: 'man', start: 8, end: 12 });
  });

  it('stay text in addresses, paths, prices and after a space', () => {
    for (const text of ['me@example.org', 'a/b', 'see /sum', '/usr/bin', 'C# is', '# ', 'issue#4']) expect(wish(text, text.length), text).toBeNull();
  });

  it('leave with what was typed after them', () => {
    expect(granted('in #man please', { sign: '#', text: 'man', start: 3, end: 7 })).toEqual({ text: 'in  please', caret: 3 });
    expect(granted('/sum', { sign: '/', text: 'sum', start: 0, end: 4 }, 'Sum up.')).toEqual({ text: 'Sum up.', caret: 7 });
  });
});

describe('blanks of a prompt', () => {
  it('are found once each, with what they come filled with', () => {
    expect(blanks('From {{ from =Ida}} to {{to}} and {{from}}: {{}} {{a=b=c}}')).toEqual([
      { name: 'from', value: 'Ida' },
      { name: 'to', value: '' },
      { name: 'a', value: 'b=c' },
    ]);
  });

  it('are filled with what was asked for, as it is', () => {
    expect(filled('{{a}}, {{b=x}}, {{ a }}', { a: '$1 {{b}}', b: '' })).toBe('$1 {{b}}, , $1 {{b}}');
  });
});

describe('waiting questions', () => {
  const of = (...texts: string[]): Queue => texts.reduce((queue, text) => queued(queue, { type: 'add', item: { id: text, text } }), EMPTY);
  const texts = ({ items }: Queue) => items.map(({ text }) => text).join('');

  it('keep their order, and change it on demand', () => {
    expect(texts(queued(of('a', 'b', 'c'), { type: 'move', id: 'c', by: -1 }))).toBe('acb');
    expect(texts(queued(of('a', 'b'), { type: 'move', id: 'a', by: -1 }))).toBe('ab');
    expect(texts(queued(of('a', 'b'), { type: 'remove', id: 'a' }))).toBe('b');
  });

  it('are held when an answer ends badly, but not when it was stopped for one of them', () => {
    expect(queued(EMPTY, { type: 'hold' }).held).toBe(false);
    const held = queued(of('a'), { type: 'hold' });
    expect(held.held).toBe(true);
    expect(queued(held, { type: 'release' }).held).toBe(false);
    expect(queued(held, { type: 'remove', id: 'a' }).held).toBe(false);
    const pressed = queued(of('a', 'b'), { type: 'first', id: 'b' });
    expect(texts(pressed)).toBe('ba');
    expect(queued(pressed, { type: 'hold' })).toMatchObject({ held: false, pressing: false });
  });
});

it('estimates the share of a window', () => {
  expect(windowShare(4_000, 10_000)).toBeCloseTo(0.1);
  expect(windowShare(4_000, 0)).toBe(0);
});
