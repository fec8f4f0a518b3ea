import { strToU8, zipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { CHATGPT, CLAUDE } from '../src/features/transfer/fixtures';
import { api, taken, unique } from './conversations';
import { BASE, expectAccessible, useHouse, visit } from './house';

useHouse();

type File = { name: string; mimeType: string; buffer: Buffer };

const json = (name: string, value: unknown): File => ({ name, mimeType: 'application/json', buffer: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)) });

async function choose(page: Page, file: File): Promise<void> {
  const again = page.getByRole('button', { name: 'Choose another file' });
  if ((await again.count()) > 0) await again.click();
  await page.getByLabel('Export to import').setInputFiles(file);
}

/** The newest conversation of a title, with its messages oldest first. */
async function found(title: string) {
  const { items } = await api<{ items: { id: string; title: string; head: string }[] }>('GET', `/conversations?contains=${encodeURIComponent(title)}`);
  const conversation = items.find((one) => one.title === title);
  if (!conversation) return null;
  return { conversation, messages: await api<{ id: string; role: string; content: string; parent: string | null }[]>('GET', `/conversations/${conversation.id}/messages`) };
}

it('brings back what it exported', async () => {
  const title = unique('Round trip');
  const [id] = await taken([
    {
      title,
      head: 'two',
      created_at: '2024-03-01T10:00:00Z',
      updated_at: '2024-03-02T10:00:00Z',
      messages: [
        { id: 'q', role: 'user', content: 'A “question” with\nlines' },
        { id: 'one', parent: 'q', role: 'assistant', content: 'One' },
        { id: 'two', parent: 'q', role: 'assistant', content: '```js\n1\n```' },
      ],
    },
  ]);
  const text = await (await fetch(`${BASE}/api/v1/conversations/${id}/export?format=json`)).text();
  const { page, complaints } = await visit('/settings/about');
  const list = page.getByRole('region', { name: 'Conversations', exact: true });
  await api('DELETE', `/conversations/${id}`);
  await page.goto(`${BASE}/settings/data`);
  await choose(page, json('own.json', text));
  await page.getByRole('button', { name: 'Import 1 conversation' }).click();
  await page.getByText('1 conversation imported').waitFor();
  const back = await found(title);
  const again = await api<{ conversations: unknown[] }>('GET', `/conversations/${back!.conversation.id}/export?format=json`);
  expect(nameless(again)).toEqual(nameless(JSON.parse(text)));
  await page.getByRole('link', { name: 'Show conversations' }).click();
  await list.waitFor();
  expect(complaints).toEqual([]);
});

/** An export without ids, which are fresh after each import. */
function nameless(value: unknown): unknown {
  const names = new Map<string, string>();
  return JSON.parse(
    JSON.stringify(value).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (name) => {
      if (!names.has(name)) names.set(name, `id${names.size}`);
      return names.get(name)!;
    }),
  );
}

it('exports Markdown with and without citations, and everything', async () => {
  const title = unique('Markdown');
  const [id] = await taken([{ title, messages: [{ id: 'q', role: 'user', content: 'Why?' }] }]);
  const { page } = await visit(`/chat/${id}`);
  await page.getByRole('article', { name: 'Question' }).waitFor();
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Search and commands' }).waitFor();
  await page.keyboard.type('Export the conversation');
  await page.getByRole('option', { name: 'Export the conversation' }).first().waitFor();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Export the conversation' });
  await dialog.waitFor();
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await dialog.getByRole('link', { name: /^Markdown with citations/ }).click();
  expect((await download).suggestedFilename()).toBe(`${title}.md`);

  await page.goto(`${BASE}/settings/data`);
  const all = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export all (JSON)' }).click();
  expect((await all).suggestedFilename()).toBe('chatbox-conversations.json');
});

it('shows what is in a ChatGPT archive before it takes it in', async () => {
  const title = unique('From ChatGPT');
  const conversations = [{ ...(CHATGPT[0] as object), title }, CHATGPT[1]];
  const archive = zipSync({ 'user.json': strToU8('{}'), 'conversations.json': strToU8(JSON.stringify(conversations)), 'chat.html': strToU8('<html></html>') });
  const { page, complaints } = await visit('/settings/data');
  await choose(page, { name: 'export.zip', mimeType: 'application/zip', buffer: Buffer.from(archive) });
  await page.getByText('ChatGPT', { exact: true }).waitFor();
  await page.getByText('1 conversation is left out').click();
  await page.getByText('Nothing was said in it.').waitFor();
  await expectAccessible(page);
  expect(await found(title)).toBeNull();

  await page.getByRole('button', { name: 'Import 1 conversation' }).click();
  await page.getByText('1 conversation imported').waitFor();
  await expectAccessible(page);
  const { conversation, messages } = (await found(title))!;
  expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user', 'user', 'assistant', 'assistant']);
  await page.goto(`${BASE}/chat/${conversation.id}`);
  await page.getByRole('article', { name: 'Answer' }).getByText('Cubes').waitFor();

  // The same file once more takes in nothing twice.
  await page.goto(`${BASE}/settings/data`);
  await choose(page, { name: 'export.zip', mimeType: 'application/zip', buffer: Buffer.from(archive) });
  await page.getByRole('button', { name: 'Import 1 conversation' }).click();
  await page.getByText('1 conversation imported').waitFor();
  const { items } = await api<{ items: { title: string }[] }>('GET', `/conversations?contains=${encodeURIComponent(title)}`);
  expect(items.length).toBe(1);
  expect(complaints).toEqual([]);
});

it('takes in a Claude export with its branches', async () => {
  const title = unique('From Claude');
  const { page } = await visit('/settings/data');
  await choose(page, json('conversations.json', [{ ...(CLAUDE[1] as object), name: title }]));
  await page.getByText('Claude', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Import 1 conversation' }).click();
  await page.getByText('1 conversation imported').waitFor();
  const { messages } = (await found(title))!;
  expect(messages.map(({ content, parent }) => [content, messages.find(({ id }) => id === parent)?.content ?? null])).toEqual([
    ['Hi', null],
    ['One', 'Hi'],
    ['Two', 'Hi'],
    ['Go on', 'One'],
  ]);
});

it.each([
  ['a web page', '<!doctype html><html></html>', 'This is a web page, not an export'],
  ['another JSON', '{"name":"web","version":"1"}', 'These are not conversations that can be read'],
  ['a cut-off file', '[{"title":"x","mapping":{', 'This file ends too early'],
  ['an empty list', '[]', 'There are no conversations in this file'],
])('says of %s what it is', async (_, text, words) => {
  const { page } = await visit('/settings/data');
  await choose(page, json('file.json', text));
  await page.getByRole('alert').getByText(words).waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Choose another file' }).click();
  await page.getByRole('button', { name: 'Choose a file' }).waitFor();
});

it('goes on where the server was away, and can be cancelled', async () => {
  const title = unique('Interrupted');
  const conversations = Array.from({ length: 250 }, (_, at) => ({ ...(CLAUDE[1] as object), uuid: `${at}`, name: `${title} ${at}` }));
  const { page } = await visit('/settings/data');
  let refuse = true;
  await page.route('**/api/v1/conversations/import', (route) => (refuse ? route.abort() : route.continue()));
  await choose(page, json('conversations.json', conversations));
  await page.getByRole('button', { name: 'Import 250 conversations' }).click();
  await page.getByRole('button', { name: 'Try again' }).waitFor();
  refuse = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('250 conversations imported').waitFor({ timeout: 60_000 });

  refuse = true;
  await choose(page, json('conversations.json', conversations.map((one, at) => ({ ...one, name: `${title} cancelled ${at}` }))));
  await page.getByRole('button', { name: 'Import 250 conversations' }).click();
  await page.getByRole('button', { name: 'Try again' }).waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('Cancelled. 0 conversations were taken in and stay.').waitFor();
});
