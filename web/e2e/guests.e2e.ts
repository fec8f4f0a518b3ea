import { rmSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask, expectAccessible, finished, focused, useHouse, visit } from './house';
import { dataFolder, start, type Program } from './program';

useHouse();

const data = dataFolder();
const PASSWORD = 'correct horse';
let program: Program;
let bob: string;

/** Asks the program as Ada, who has set it up. */
let ada: (method: string, path: string, body?: unknown) => Promise<Record<string, never>>;

beforeAll(async () => {
  program = await start(data, '0', 'new');
  const call = async (token: string, method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${program.url}/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    expect(answer.ok, text).toBe(true);
    return text ? (JSON.parse(text) as Record<string, never>) : {};
  };
  const secret = program.setup!.split('#')[1];
  const { access } = await call('', 'POST', '/auth/setup', { secret, email: 'ada@example.org', name: 'Ada', password: PASSWORD, tokens: true });
  ada = (method, path, body) => call(access!, method, path, body);
  bob = (await ada('POST', '/accounts', { email: 'bob@example.org', name: 'Bob', role: 'member' })).password!;
});

afterAll(async () => {
  await program.end();
  rmSync(data, { recursive: true, force: true });
});

async function signedIn(path: string, email: string, password: string) {
  const visited = await visit(`/sign-in?next=${encodeURIComponent(path)}`, {}, program.url);
  const { page } = visited;
  // Without documents the introduction would come first.
  await page.addInitScript(() => localStorage.setItem('chatbox.welcome', 'done'));
  await page.evaluate(() => localStorage.setItem('chatbox.welcome', 'done'));
  await page.getByRole('textbox', { name: 'E-mail address' }).fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  return visited;
}

const listOf = (page: Page) => page.getByRole('region', { name: 'Conversations' });

it('shares a conversation, in which two people then read and ask, until it is taken back', async () => {
  const { page: hers, complaints } = await signedIn('/chat', 'ada@example.org', PASSWORD);
  await ask(hers, 'Hello');
  await finished(hers);
  await listOf(hers).getByRole('link', { name: 'Hello' }).hover();
  await listOf(hers).getByRole('button', { name: 'Actions for Hello' }).click();
  await hers.getByRole('menuitem', { name: 'Share' }).click();
  const dialog = hers.getByRole('dialog', { name: 'Share the conversation' });
  await dialog.getByText('To open a document they need access to its collection').waitFor();
  await dialog.getByRole('combobox', { name: 'With whom' }).selectOption('Bob (bob@example.org)');
  await dialog.getByRole('button', { name: 'Share', exact: true }).click();
  const level = dialog.getByRole('combobox', { name: 'What Bob (bob@example.org) may do' });
  await level.waitFor();
  await expectAccessible(hers);
  // The other way to share is beside it.
  await dialog.getByRole('radio', { name: 'By link' }).check({ force: true });
  await dialog.getByRole('button', { name: 'Create link' }).waitFor();
  await expectAccessible(hers);
  await dialog.getByRole('radio', { name: 'With people' }).check({ force: true });
  await level.waitFor();

  // Bob reads, and is told why he does not ask.
  const { page: his } = await signedIn('/chat', 'bob@example.org', bob);
  const place = listOf(his).getByRole('button', { name: 'Shared with me' });
  await place.focus();
  await his.keyboard.press('ArrowRight');
  expect(await place.getAttribute('aria-expanded')).toBe('true');
  await his.keyboard.press('ArrowDown');
  await expect.poll(() => focused(his)).toBe('Hello');
  await his.keyboard.press('Enter');
  await his.getByRole('article', { name: 'Question of Ada' }).waitFor();
  await his.getByText('Shared by Ada · Read').waitFor();
  await his.getByRole('note').getByText('shared with you to read').waitFor();
  expect(await his.getByRole('textbox', { name: 'Question' }).count()).toBe(0);
  expect(await his.getByRole('button', { name: /Regenerate|Edit question/ }).count()).toBe(0);
  await expectAccessible(his);

  // He may ask from now on; what he asks comes to her page by itself.
  await level.selectOption('Read and ask');
  await hers.getByRole('button', { name: 'Done' }).click();
  await his.getByRole('textbox', { name: 'Question' }).waitFor();
  await ask(his, 'Thank you');
  await finished(his);
  await hers.getByRole('article', { name: 'Question of Bob' }).getByText('Thank you').waitFor();
  await expect.poll(() => hers.getByRole('article', { name: 'Answer' }).count()).toBe(2);
  await expectAccessible(hers);

  // Taken back, it is gone from his page.
  await listOf(hers).getByRole('link', { name: /Hello/ }).hover();
  await listOf(hers).getByRole('button', { name: 'Actions for Hello' }).click();
  await hers.getByRole('menuitem', { name: 'Share' }).click();
  await hers.getByRole('button', { name: 'No longer share with Bob (bob@example.org)' }).click();
  await his.getByRole('heading', { name: 'This conversation is not there' }).waitFor();
  await his.reload();
  await his.getByRole('heading', { name: 'This conversation is not there' }).waitFor();
  expect(await listOf(his).getByRole('button', { name: 'Shared with me' }).count()).toBe(0);
  expect(complaints).toEqual([]);
});

it('makes a role of what is ticked, which counts at once for whoever has it', async () => {
  const { page, complaints } = await signedIn('/settings/roles', 'ada@example.org', PASSWORD);
  await page.getByRole('heading', { level: 1, name: 'Roles' }).waitFor();
  await page.getByRole('button', { name: 'New role' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Librarian');
  await page.getByRole('button', { name: 'Save' }).click();
  const adds = page.getByRole('checkbox', { name: 'Librarian: Add, change and remove documents' });
  await adds.waitFor();
  expect(await adds.isChecked()).toBe(false);
  expect(await page.getByRole('checkbox', { name: 'Librarian: Read and search' }).isDisabled()).toBe(true);
  expect(await page.getByRole('checkbox', { name: 'Member: Add, change and remove documents' }).isDisabled()).toBe(true);
  await expectAccessible(page);

  await page.goto(`${program.url}/settings/people`);
  await page.getByRole('combobox', { name: 'Role of Bob' }).selectOption('Librarian');
  await expect.poll(async () => JSON.stringify(await ada('GET', '/accounts'))).toContain('Librarian');
  const { page: his } = await signedIn('/library', 'bob@example.org', bob);
  await his.getByRole('heading', { level: 1, name: 'All documents' }).waitFor();
  expect(await his.getByRole('button', { name: 'New collection' }).count()).toBe(0);
  await page.goto(`${program.url}/settings/roles`);
  await adds.check();
  await expect.poll(async () => JSON.stringify(await ada('GET', '/roles'))).toContain('"Librarian","built_in":false,"permissions":["read","ask","contribute"]');
  await his.reload();
  await his.getByRole('button', { name: 'New collection' }).waitFor();

  // Somebody has it, so it stays, and it is said who.
  await page.getByRole('button', { name: 'Actions for the role Librarian' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('dialog', { name: 'Delete the role “Librarian”?' }).getByRole('button', { name: 'Delete' }).click();
  await page.getByText('These still have this role: bob@example.org.').waitFor();
  await page.getByRole('button', { name: 'Actions for the role Librarian' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Archivist');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('columnheader', { name: /Archivist/ }).waitFor();
  await his.goto(`${program.url}/settings/account`);
  await his.getByText('bob@example.org · Archivist').waitFor();
  await his.goto(`${program.url}/settings/roles`);
  await his.getByText('Only those who manage people make roles.').waitFor();
  expect(complaints).toEqual([]);
});
