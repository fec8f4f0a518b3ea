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
  await page.evaluate(() => localStorage.setItem('chatbox.draft.new', 'of Ada alone'));
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.waitForURL(/\/sign-in$/);
  expect(await page.evaluate(() => Object.values(localStorage))).not.toContain('of Ada alone');

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

it('lets people in, who see only what is theirs and may do what their role allows', async () => {
  const { page } = await visit('/sign-in?next=%2Fsettings%2Fpeople', {}, program.url);
  await page.getByRole('textbox', { name: 'E-mail address' }).fill('ada@example.org');
  await page.getByLabel('Password').fill('another horse');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
  await page.getByRole('button', { name: 'Add somebody' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Bob');
  await page.getByRole('textbox', { name: 'E-mail address' }).fill('bob@example.org');
  await page.getByRole('combobox', { name: 'Role' }).selectOption('viewer');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const password = await page.getByRole('dialog', { name: 'Password of Bob' }).locator('code').innerText();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByText('bob@example.org').waitFor();
  await expectAccessible(page);

  const { page: theirs } = await visit('/sign-in?next=%2Flibrary', {}, program.url);
  await theirs.getByRole('textbox', { name: 'E-mail address' }).fill('bob@example.org');
  await theirs.getByLabel('Password').fill(password);
  await theirs.getByRole('button', { name: 'Sign in' }).click();
  await theirs.getByRole('heading', { level: 1, name: 'All documents' }).waitFor();
  await theirs.getByRole('button', { name: 'New collection' }).click();
  await theirs.getByRole('textbox', { name: 'Name' }).fill('Mine');
  await theirs.getByRole('button', { name: 'Create' }).click();
  await theirs.getByText('Your role does not allow this.').waitFor();
  await theirs.goto(`${program.url}/settings/people`);
  await theirs.getByText('Only the owner and administrators let people in.').waitFor();

  // As a member it works, and whoever is kept out is out at once.
  await page.getByRole('combobox', { name: 'Role of Bob' }).selectOption('member');
  await theirs.goto(`${program.url}/library`);
  await theirs.getByRole('button', { name: 'New collection' }).click();
  await theirs.getByRole('textbox', { name: 'Name' }).fill('Mine');
  await theirs.getByRole('button', { name: 'Create' }).click();
  await theirs.getByRole('heading', { level: 1, name: 'Mine' }).waitFor();
  await page.getByRole('button', { name: 'Actions for Bob' }).click();
  await page.getByRole('menuitem', { name: 'Keep out' }).click();
  await theirs.waitForURL(/\/sign-in/);
  await page.goto(`${program.url}/library`);
  await page.getByRole('heading', { level: 1, name: 'All documents' }).waitFor();
  expect(await page.getByRole('link', { name: /^Mine/ }).count()).toBe(0);
});
