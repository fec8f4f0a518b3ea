import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectAccessible, useHouse, visit } from './house';
import { dataFolder, start, type Program } from './program';

useHouse();

const data = dataFolder();
const PASSWORD = 'correct horse';
let program: Program;

beforeAll(async () => {
  program = await start(data, '0', 'new');
});

afterAll(async () => {
  await program.end();
  rmSync(data, { recursive: true, force: true });
});

it('makes the owner with the printed link, signs out and in again, and comes back to where one was', async () => {
  // Before there is an account, the page says what to do.
  const { page, complaints } = await visit('/library', {}, program.url);
  await page.waitForURL(/\/sign-in\?next=%2Flibrary/);
  await page.getByText('Open the link that the server printed').waitFor();
  await expectAccessible(page);

  await page.goto(program.setup!);
  await page.getByRole('heading', { level: 1, name: "Make the owner's account" }).waitFor();
  await expectAccessible(page);
  await page.getByRole('textbox', { name: 'Name' }).fill('Ada Lovelace');
  await page.getByRole('textbox', { name: 'E-mail address' }).fill('ada@example.org');
  await page.getByLabel('Password').fill('aaaaaaaaaaaa');
  await page.getByRole('button', { name: 'Make the account' }).click();
  await page.getByText('This password is too easy to guess.').waitFor();
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Make the account' }).click();
  await page.waitForURL(/\/welcome\/start/);

  await page.goto(`${program.url}/settings/account`);
  await page.getByText('ada@example.org · Owner').waitFor();
  await page.getByText('This device').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.waitForURL(/\/sign-in$/);

  await page.goto(`${program.url}/settings/account`);
  await page.waitForURL(/\/sign-in\?next=/);
  await page.getByRole('textbox', { name: 'E-mail address' }).fill('ada@example.org');
  await page.getByLabel('Password').fill('wrong password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('The address or the password is wrong.').waitFor();
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/settings\/account$/);
  await page.getByText('ada@example.org · Owner').waitFor();
  expect(complaints).toEqual([]);
});

it('is signed out at once, wherever it is ended from', async () => {
  const signIn = async () => {
    const visited = await visit('/sign-in?next=%2Flibrary', {}, program.url);
    const { page } = visited;
    await page.getByRole('textbox', { name: 'E-mail address' }).fill('ada@example.org');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1, name: 'All documents' }).waitFor();
    return page;
  };
  const [here, there] = [await signIn(), await signIn()];
  await here.goto(`${program.url}/settings/account`);
  await here.getByRole('button', { name: 'Sign out everywhere else' }).click();
  // The other page is told by its socket and shows the way in.
  await there.waitForURL(/\/sign-in\?next=%2Flibrary/);
  await here.getByRole('button', { name: 'Sign out everywhere else' }).waitFor({ state: 'detached' });

  await here.getByLabel('Current password').fill(PASSWORD);
  await here.getByLabel('New password').fill('another horse');
  await here.getByRole('button', { name: 'Change the password' }).click();
  await here.getByText('The password is changed.').waitFor();
});

it('goes on when its token is over, without a word', async () => {
  const { page, complaints } = await visit('/sign-in?next=%2Flibrary', {}, program.url);
  await page.getByRole('textbox', { name: 'E-mail address' }).fill('ada@example.org');
  await page.getByLabel('Password').fill('another horse');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'All documents' }).waitFor();
  // As after a night: the short token is over, the long one is not.
  const cookies = await page.context().cookies();
  expect(cookies.map(({ name, httpOnly, sameSite }) => [name, httpOnly, sameSite]).toSorted()).toEqual([
    ['chatbox_access', true, 'Strict'],
    ['chatbox_refresh', true, 'Strict'],
  ]);
  await page.context().addCookies(cookies.map((cookie) => (cookie.name === 'chatbox_access' ? { ...cookie, value: 'over' } : cookie)));
  await page.goto(`${program.url}/settings/prompts`);
  await page.getByRole('heading', { level: 1, name: 'Prompts' }).waitFor();
  await page.getByRole('button', { name: 'New prompt' }).first().waitFor();
  await page.goto(`${program.url}/settings/account`);
  await page.getByText('ada@example.org · Owner').waitFor();
  expect(complaints).toEqual([]);
});
