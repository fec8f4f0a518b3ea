import type { Locator, Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { api, taken, unique } from './conversations';
import { BASE, finished, makeCollection, PATIENCE, settled, upload, useHouse, visit } from './house';

useHouse();

/** What a person does, counted. */
class Hand {
  clicks = 0;
  keys = 0;

  constructor(readonly page: Page) {}

  async click(what: Locator): Promise<void> {
    await what.click();
    this.clicks += 1;
  }
  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
    this.keys += 1;
  }
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
    this.keys += [...text].length;
  }
}

const table: Record<string, { clicks: number; keys: number }> = {};

/** Notes the count and fails when it grew: a task may become shorter, not longer. */
function done(task: string, { clicks, keys }: Hand, most: { clicks: number; keys: number }): void {
  table[task] = { clicks, keys };
  expect(clicks, `clicks to ${task}`).toBeLessThanOrEqual(most.clicks);
  expect(keys, `keys to ${task}`).toBeLessThanOrEqual(most.keys);
}

afterAll(() => {
  const rows = Object.entries(table).map(([task, { clicks, keys }]) => `${task.padEnd(52)} ${String(clicks).padStart(6)} ${String(keys).padStart(6)}`);
  // oxlint-disable-next-line no-console -- the table is what this file is for.
  console.log(['', `${'task'.padEnd(52)} ${'clicks'.padStart(6)} ${'keys'.padStart(6)}`, ...rows, ''].join('\n'));
});

it('first cited answer, from the first start', async () => {
  const { page } = await visit('/settings/about');
  const status = await api<object>('GET', '/status');
  await page.route('**/api/v1/status', (route) => route.fulfill({ json: { ...status, documents: {} } }));
  await page.evaluate(() => localStorage.removeItem('chatbox.welcome'));
  await page.goto(`${BASE}/`);
  const hand = new Hand(page);
  await hand.click(page.getByRole('button', { name: 'Begin' }));
  await hand.click(page.getByRole('button', { name: 'Use the samples' }));
  await page.getByText('4 of 4 documents done').waitFor({ timeout: PATIENCE });
  await hand.click(page.getByRole('button', { name: 'Ask a question' }));
  await hand.click(page.getByRole('button', { name: /intake filter/ }));
  await (await finished(page)).locator('button[data-citation]').first().waitFor();
  // The source is open already.
  await page.getByRole('complementary', { name: 'Source' }).locator('mark').first().waitFor();
  done('first cited answer, from the first start', hand, { clicks: 4, keys: 0 });
  for (const { id, name } of await api<{ id: string; name: string }[]>('GET', '/collections')) if (name === 'Sample documents') await api('DELETE', `/collections/${id}`);
});

it('cited answer from documents that are there', async () => {
  const { page } = await visit('/chat');
  const hand = new Hand(page);
  await page.getByRole('textbox', { name: 'Question' }).waitFor();
  const question = 'When does cavitation happen?';
  await hand.type(question);
  await hand.press('Enter');
  await (await finished(page)).locator('button[data-citation]').first().waitFor();
  done('cited answer from documents that are there', hand, { clicks: 0, keys: question.length + 1 });
});

it('find an old conversation by a word in it', async () => {
  const word = unique('walrus');
  const [id] = await taken([
    { title: unique('Of animals'), created_at: '2023-05-01T10:00:00Z', updated_at: '2023-05-01T10:00:00Z', messages: [{ id: 'q', role: 'user', content: 'Which animal?' }, { id: 'a', parent: 'q', role: 'assistant', content: `It was the ${word}.` }] },
  ]);
  const { page } = await visit('/chat');
  const hand = new Hand(page);
  await page.getByRole('textbox', { name: 'Question' }).waitFor();
  await hand.press('ControlOrMeta+k');
  await page.getByRole('dialog').getByRole('combobox').waitFor();
  await hand.type(word);
  await expect.poll(() => page.locator('[role="option"][aria-selected="true"]').allInnerTexts().then((texts) => texts.join(' '))).toContain(word);
  await hand.press('Enter');
  await page.waitForURL(new RegExp(`/chat/${id}`));
  await page.getByText(`It was the ${word}.`).waitFor();
  done('find an old conversation by a word in it', hand, { clicks: 0, keys: word.length + 2 });
});

it('fix a wrong source', async () => {
  const shelf = await makeCollection(unique('Prices'));
  await upload(shelf, { 'prices.md': '# Prices\n\nThe large pump of the workshop costs 450 euros.\n' });
  await settled(shelf, 1);
  const { id } = await api<{ id: string }>('POST', '/conversations', { collections: [shelf] });
  const { page } = await visit(`/chat/${id}`);
  await page.getByRole('textbox', { name: 'Question' }).fill('How much does the large pump cost?');
  await page.keyboard.press('Enter');
  expect(await (await finished(page)).innerText()).toContain('450');
  await page.reload();
  const answer = await finished(page);

  const hand = new Hand(page);
  // What does it stand on? The panel says the name of the file.
  await hand.click(answer.locator('button[data-citation]').first());
  const source = page.getByRole('complementary', { name: 'Source' });
  await source.getByText('prices.md').first().waitFor();
  // The same name once more is the next version of the document.
  const chooser = page.waitForEvent('filechooser');
  await hand.click(page.getByRole('button', { name: 'Add documents' }));
  await hand.click(page.getByRole('menuitem', { name: 'Add files' }));
  await (await chooser).setFiles([{ name: 'prices.md', mimeType: 'text/markdown', buffer: Buffer.from('# Prices\n\nThe large pump of the workshop costs 520 euros.\n') }]);
  await source.getByText('The document was replaced since this answer was given.', { exact: false }).waitFor({ timeout: PATIENCE });
  await hand.click(page.getByRole('button', { name: 'Regenerate answer' }));
  await page.getByText('2/2').waitFor({ timeout: PATIENCE });
  expect(await (await finished(page)).innerText()).toContain('520');
  // One more in the browser's own dialog for files.
  done('fix a wrong source', hand, { clicks: 4, keys: 0 });
  await api('DELETE', `/collections/${shelf}`);
});

it('branch an answer and compare', async () => {
  const { id } = await api<{ id: string }>('POST', '/conversations', { collections: [] });
  const { page } = await visit(`/chat/${id}`);
  await page.getByRole('textbox', { name: 'Question' }).fill('How often are the bearings greased?');
  await page.keyboard.press('Enter');
  await finished(page);
  await page.reload();
  const answer = await finished(page);
  const hand = new Hand(page);
  await hand.click(answer.getByRole('button', { name: 'Regenerate answer' }));
  await page.getByText('2/2').waitFor({ timeout: PATIENCE });
  const second = await finished(page);
  await hand.click(second.getByRole('button', { name: 'More for this answer' }));
  await hand.click(page.getByRole('menuitem', { name: 'Compare versions' }));
  await page.getByRole('dialog', { name: 'Compare versions' }).getByRole('region', { name: 'Second version' }).waitFor();
  done('branch an answer and compare', hand, { clicks: 3, keys: 0 });
});

it('export a conversation with its citations as Markdown', async () => {
  const title = unique('Taken away');
  const [id] = await taken([{ title, messages: [{ id: 'q', role: 'user', content: 'Why?' }, { id: 'a', parent: 'q', role: 'assistant', content: 'Therefore.' }] }]);
  const { page } = await visit(`/chat/${id}`);
  const hand = new Hand(page);
  const list = page.getByRole('region', { name: 'Conversations' });
  await list.getByRole('link', { name: title, exact: true }).hover();
  await hand.click(list.getByRole('button', { name: `Actions for ${title}`, exact: true }));
  await hand.click(page.getByRole('menuitem', { name: 'Export' }));
  const download = page.waitForEvent('download');
  await hand.click(page.getByRole('menuitem', { name: 'Markdown with citations' }));
  expect((await download).suggestedFilename()).toMatch(/\.md$/);
  done('export a conversation with its citations as Markdown', hand, { clicks: 3, keys: 0 });
});
