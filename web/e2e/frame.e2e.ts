import { expect, it } from 'vitest';
import { ask, BASE, expectAccessible, finished, library, makeConversation, useHouse, visit } from './house';

useHouse();

const THEMES = ['light', 'dark'] as const;
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

it.each(THEMES)('every page and state is accessible, %s', async (colorScheme) => {
  const { page, complaints } = await visit('/chat', { colorScheme });
  await page.getByRole('heading', { level: 1 }).waitFor();
  await expectAccessible(page);

  await page.goto(BASE + (await makeConversation()));
  await ask(page, 'How can cavitation be avoided?');
  const answer = await finished(page);
  await expectAccessible(page);
  await answer.locator('button[data-citation]').first().click();
  await page.getByRole('complementary', { name: 'Source' }).locator('mark').first().waitFor();
  await expectAccessible(page);

  await page.goto(`${BASE}/library/${library.id}`);
  await page.getByRole('table').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'New collection' }).click();
  await page.getByRole('dialog').waitFor();
  await expectAccessible(page);

  for (const section of ['models', 'appearance', 'status']) {
    await page.goto(`${BASE}/settings/${section}`);
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    await expectAccessible(page);
  }
  await page.goto(`${BASE}/nowhere`);
  await page.getByText('There is no such page').waitFor();
  await expectAccessible(page);
  expect(complaints).toEqual([]);
});

it.each(THEMES)('the first start teaches the first step, %s', async (colorScheme) => {
  const { page } = await visit('/settings/appearance', { colorScheme });
  const status = (await (await fetch(`${BASE}/api/v1/status`)).json()) as object;
  await page.route('**/api/v1/status', (route) => route.fulfill({ json: { ...status, documents: {} } }));
  await page.goto(`${BASE}/chat`);
  await page.getByRole('heading', { level: 1, name: 'Add documents to begin' }).waitFor();
  await expectAccessible(page);
});

it('works on a phone: drawer, sheet, nothing wider than the screen', async () => {
  const { page } = await visit(await makeConversation(), PHONE);
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
  await ask(page, 'How often are the bearings greased?');
  const answer = await finished(page);
  expect(await fits()).toBe(true);
  await expectAccessible(page);

  await answer.locator('button[data-citation]').first().click();
  const sheet = page.getByRole('dialog', { name: 'Source' });
  await sheet.locator('mark').first().waitFor();
  await expectAccessible(page);
  await sheet.getByRole('button', { name: 'Close the source' }).click();
  await sheet.waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Open navigation' }).click();
  const drawer = page.getByRole('dialog', { name: 'Navigation' });
  await drawer.getByRole('link', { name: 'Library' }).click();
  await page.getByRole('heading', { level: 1, name: 'All documents' }).waitFor();
  await drawer.waitFor({ state: 'detached' });
  expect(await fits()).toBe(true);

  await page.goBack();
  await page.getByRole('button', { name: 'Open navigation' }).click();
  await drawer.getByRole('link', { name: 'New conversation' }).first().click();
  await page.waitForURL(/\/chat$/);
  await drawer.waitFor({ state: 'detached' });
});

it('remembers the theme and applies it before the first paint', async () => {
  const { page } = await visit('/settings/appearance', { colorScheme: 'light' });
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
  expect(await theme()).toBe('light');
  await page.getByText('Dark', { exact: true }).click();
  await expect.poll(theme).toBe('dark');
  await page.reload({ waitUntil: 'commit' });
  await expect.poll(theme).toBe('dark');
});

it('explains a provider that cannot be reached', async () => {
  const { page } = await visit('/settings/models');
  await page.getByRole('textbox', { name: 'Address' }).fill('http://127.0.0.1:9/v1');
  await page.getByRole('textbox', { name: 'Model' }).fill('none');
  await page.getByRole('button', { name: 'Test' }).click();
  await page.getByText('It does not work').waitFor({ timeout: 30_000 });
});

it('goes through the rooms by keyboard, back and forward', async () => {
  const { page } = await visit('/chat');
  await page.getByRole('link', { name: 'Library' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/library/);
  await page.getByRole('link', { name: 'Settings' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/settings\/models/);
  await page.goBack();
  await page.waitForURL(/\/library/);
  await page.goForward();
  await page.waitForURL(/\/settings\/models/);
});
