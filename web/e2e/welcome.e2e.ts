import { afterAll, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { BASE, expectAccessible, finished, PATIENCE, useHouse, visit } from './house';

useHouse();

const NAME = 'Sample documents';

afterAll(async () => {
  const all = (await (await fetch(`${BASE}/api/v1/collections`)).json()) as { id: string; name: string }[];
  for (const { id, name } of all) if (name === NAME) await fetch(`${BASE}/api/v1/collections/${id}`, { method: 'DELETE' });
});

/** The page of somebody who has just installed the program. */
async function empty(page: Page): Promise<void> {
  const status = (await (await fetch(`${BASE}/api/v1/status`)).json()) as object;
  await page.route('**/api/v1/status', (route) => route.fulfill({ json: { ...status, documents: {} } }));
  await page.evaluate(() => localStorage.removeItem('chatbox.welcome'));
}

it.each(['light', 'dark'] as const)('leads from the first start to an answer with its source open, %s', async (colorScheme) => {
  const { page, complaints } = await visit('/settings/about', { colorScheme });
  await empty(page);
  await page.goto(`${BASE}/`);
  await page.getByRole('heading', { level: 1, name: 'Ask your own documents' }).waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByRole('heading', { level: 1, name: 'Add something to read' }).waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Use the samples' }).click();
  await page.getByRole('heading', { level: 1, name: 'Chatbox reads' }).waitFor();
  await page.getByText('4 of 4 documents done').waitFor({ timeout: PATIENCE });
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Ask a question' }).click();
  await page.getByRole('heading', { level: 1, name: 'Ask the first question' }).waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: /intake filter/ }).click();
  await page.waitForURL(/\/chat\//);
  const answer = await finished(page);
  expect(await answer.innerText()).toMatch(/six months|300 hours/);
  const source = page.getByRole('complementary', { name: 'Source' });
  await source.locator('mark').first().waitFor();
  expect(await source.innerText()).toContain('Compressor KA 50');
  // Nothing lies over the answer; whoever is done with the samples can be rid of them.
  await page.getByText('That was the introduction').waitFor();
  await page.getByRole('button', { name: 'Remove the samples' }).waitFor();
  await page.getByRole('button', { name: 'Keep them' }).click();
  await page.getByText('That was the introduction').waitFor({ state: 'detached' });

  // It is over: the beginning is the chat from now on.
  await page.goto(`${BASE}/`);
  await page.waitForURL(/\/chat$/);
  expect(complaints).toEqual([]);
});

it('can be skipped for good', async () => {
  const { page } = await visit('/settings/about');
  await empty(page);
  await page.goto(`${BASE}/chat`);
  await page.waitForURL(/\/welcome\/start/);
  await page.getByRole('button', { name: 'Skip the introduction' }).click();
  await page.getByRole('heading', { level: 1, name: 'Add documents to begin' }).waitFor();
  await page.goto(`${BASE}/chat`);
  await page.getByRole('heading', { level: 1, name: 'Add documents to begin' }).waitFor();
});

it('goes on where it was left, back and forward, by keyboard', async () => {
  const { page } = await visit('/settings/about');
  await empty(page);
  await page.goto(`${BASE}/welcome`);
  await page.getByRole('button', { name: 'Begin' }).focus();
  await page.keyboard.press('Enter');
  const files = page.getByRole('heading', { level: 1, name: 'Add something to read' });
  await files.waitFor();
  await expect.poll(() => files.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.goto(`${BASE}/`);
  await page.waitForURL(/\/welcome\/files/);
  await page.getByRole('button', { name: 'Back' }).click();
  await page.waitForURL(/\/welcome\/start/);
  await page.goBack();
  await page.waitForURL(/\/welcome\/files/);
});

it('is not shown to those who have documents', async () => {
  const { page } = await visit('/');
  await page.waitForURL(/\/chat$/);
  await page.getByRole('textbox', { name: 'Question' }).waitFor();
});

it('changes the language and the theme on the first step, without losing it', async () => {
  const { page } = await visit('/welcome/start', { locale: 'en-GB' });
  await page.getByText('Deutsch').click();
  await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe('de');
  expect(new URL(page.url()).pathname).toBe('/welcome/start');
  await page.getByText('English').click();
  await page.getByRole('button', { name: 'Begin' }).waitFor();
});

it('says what to do when the samples do not arrive', async () => {
  const { page } = await visit('/welcome/files');
  await page.route('**/samples/*', (route) => route.abort());
  await page.getByRole('button', { name: 'Use the samples' }).click();
  await page.getByRole('alert').getByText('The server cannot be reached').waitFor();
  await page.unrouteAll();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { level: 1, name: 'Chatbox reads' }).waitFor();
});
