import { expect, it } from 'vitest';
import { wanted } from './comeIn';

it('leads to paths of this page only', () => {
  expect(wanted('/chat/1?m=2')).toBe('/chat/1?m=2');
  for (const foreign of [null, '', 'https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) expect(wanted(foreign)).toBe('/');
});
