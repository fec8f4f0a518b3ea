import { expect, it } from 'vitest';
import { isAmong } from './unsure';

const message = (id: string, parent: string | null, content: string, role: 'user' | 'assistant' = 'user') => ({ id, parent, content, role });
const question = { text: 'Why?', parent: 'a', known: new Set(['q1', 'a', 'old']) };

it.each([
  ['a new message with the text at its place', [message('q2', 'a', 'Why?')], true],
  ['one that was there before', [message('old', 'a', 'Why?')], false],
  ['one at another place', [message('q2', null, 'Why?')], false],
  ['another text', [message('q2', 'a', 'How?')], false],
  ['an answer', [message('q2', 'a', 'Why?', 'assistant')], false],
])('takes %s for the question: %s', (_, messages, expected) => {
  expect(isAmong(question, messages)).toBe(expected);
});
