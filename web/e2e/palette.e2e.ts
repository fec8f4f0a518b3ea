import { expect, it } from 'vitest';
import { ask, BASE, expectAccessible, finished, focused, library, makeConversation, useHouse, visit } from './house';

useHouse();

const PALETTE = { name: 'Search and commands' };

it('goes to every page by name', async () => {
  const { page, complaints } = await visit('/chat');
  const pages: [string, RegExp][] = [
    ['Library', /\/library$/],
    ['Models', /\/settings\/models$/],
    ['Appearance and l', /\/settings\/appearance$/],
    ['Notifications', /\/settings\/notifications$/],
    ['Shortcuts', /\/settings\/shortcuts$/],
    ['Prompts', /\/settings\/prompts$/],
    ['Shared links', /\/settings\/shares$/],
    ['Import and', /\/settings\/data$/],
    ['Storage', /\/settings\/status$/],
    ['About', /\/settings\/about$/],
    ['Introduction', /\/welcome\/start$/],
    ['New conversation', /\/chat$/],
  ];
  for (const [words, address] of pages) {
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', PALETTE).waitFor();
    await page.keyboard.type(words);
    await page.getByRole('option').first().getByText(words).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(address);
    await page.getByRole('dialog', PALETTE).waitFor({ state: 'detached' });
  }
  expect(complaints).toEqual([]);
});

it('finds conversations by a word in them, documents and collections', async () => {
  const { page } = await visit(await makeConversation());
  await ask(page, 'How can cavitation be avoided?');
  await finished(page);
  const here = page.url();
  await page.goto(`${BASE}/settings/about`);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', PALETTE).fill('cavitation');
  await expectAccessible(page);
  await page.getByRole('group', { name: 'Conversations' }).getByRole('option').first().click();
  await page.waitForURL(/\/chat\//);
  expect(page.url().startsWith(here) || page.url().includes('/chat/')).toBe(true);

  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', PALETTE).fill('travel');
  await page.getByRole('group', { name: 'Documents' }).getByRole('option').first().click();
  await page.waitForURL(/\/documents\//);

  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', PALETTE).fill(library.name);
  await page.getByRole('group', { name: 'Collections' }).getByRole('option').first().click();
  await page.waitForURL(`${BASE}/library/${library.id}`);
});

it('runs commands, shows their keys, keeps what was used last in front, and gives the focus back', async () => {
  const { page } = await visit('/settings/about', { colorScheme: 'light' });
  const button = page.getByRole('link', { name: 'Show the introduction' });
  await button.focus();
  await page.keyboard.press('Control+k');
  await page.getByRole('option', { name: /New conversation/ }).getByText('N', { exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => focused(page)).toBe('Show the introduction');

  await page.keyboard.press('Control+k');
  await page.keyboard.type('dark th');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
  await page.keyboard.press('Control+k');
  await page.getByRole('group', { name: 'Recent' }).getByRole('option', { name: 'Dark theme' }).waitFor();
  await page.getByRole('combobox', PALETTE).fill('there is nothing called like this');
  await page.getByText('Nothing is called that.').waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', PALETTE).waitFor({ state: 'detached' });
});

it('lists the shortcuts on a question mark, and follows sequences of keys', async () => {
  const { page } = await visit('/chat');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: 'Shortcuts' });
  await list.getByText('New conversation').waitFor();
  await expectAccessible(page);
  // Keys behind a dialog do nothing.
  await page.keyboard.press('u');
  await page.keyboard.press('Escape');
  await list.waitFor({ state: 'detached' });
  await page.keyboard.press('g');
  await page.keyboard.press('l');
  await page.waitForURL(/\/library/);
  await page.getByRole('searchbox', { name: 'Search titles and names' }).waitFor();
  await page.keyboard.press('/');
  await expect.poll(() => focused(page)).toContain('Search');
});
