import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const features = join(import.meta.dirname, '../features');

/** Commands with keys in a text, as `id keys`. Between the two stand only short fields. */
function bound(text: string): string[] {
  return [...text.matchAll(/id: '([a-z]+\.[\w.-]+)',(?:(?!\bid: ')[^{}]|\{[^{}]*\})*?\bkeys: '([^']+)'/gs)].map(([, id, keys]) => `${id} ${keys}`);
}

it('lists every key of every room, also while the room is not on the screen', () => {
  const catalog = bound(readFileSync(join(features, 'settings/catalog.ts'), 'utf8'));
  const offered = readdirSync(features, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('settings') && !file.endsWith('.test.ts'))
    .flatMap((file) => bound(readFileSync(join(features, file), 'utf8')));
  expect(offered.length).toBeGreaterThan(0);
  expect(catalog.toSorted()).toEqual([...new Set(offered)].toSorted());
});

it('gives every key to one command only', () => {
  const commands = readFileSync(join(import.meta.dirname, 'Commands.tsx'), 'utf8');
  const keys = [...bound(readFileSync(join(features, 'settings/catalog.ts'), 'utf8')), ...bound(commands)].map((one) => one.split(' ').slice(1).join(' '));
  expect(keys.toSorted()).toEqual([...new Set(keys)].toSorted());
});
