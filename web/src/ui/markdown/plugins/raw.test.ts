import { expect, it } from 'vitest';
import rehypeRaw, { knowsHtml, loadHtml } from './raw';

it('leaves the tree as it is until the parser is there, and parses then', async () => {
  const tree = () => ({ type: 'root' as const, children: [{ type: 'raw' as const, value: '<b>bold</b>' }] });
  const draw = () => (rehypeRaw()(tree(), undefined as never) as ReturnType<typeof tree>).children[0];
  expect(knowsHtml()).toBe(false);
  expect(draw()).toMatchObject({ type: 'raw' });
  await loadHtml();
  expect(knowsHtml()).toBe(true);
  expect(draw()).toMatchObject({ type: 'element', tagName: 'b', children: [{ type: 'text', value: 'bold' }] });
});
