import { createHmac } from 'node:crypto';
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
  expect(await theirs.getByRole('button', { name: 'New collection' }).count()).toBe(0);
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
  await page.getByRole('dialog', { name: 'Keep Bob out?' }).getByRole('button', { name: 'Keep out' }).click();
  await theirs.waitForURL(/\/sign-in/);
  await page.goto(`${program.url}/library`);
  await page.getByRole('heading', { level: 1, name: 'All documents' }).waitFor();
  expect(await page.getByRole('link', { name: /^Mine/ }).count()).toBe(0);
});

async function signedIn(path: string, email: string, password: string) {
  const visited = await visit(`/sign-in?next=${encodeURIComponent(path)}`, {}, program.url);
  const { page } = visited;
  await page.getByRole('textbox', { name: 'E-mail address' }).fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  return visited;
}

it('invites somebody, who makes an account of their own', async () => {
  const { page, complaints } = await signedIn('/settings/people', 'ada@example.org', 'another horse');
  await page.getByRole('button', { name: 'Invite' }).click();
  await page.getByRole('textbox', { name: 'E-mail address' }).fill('carol@example.org');
  await page.getByRole('button', { name: 'Make a link' }).click();
  const link = await page.getByRole('dialog', { name: 'Invitation of carol@example.org' }).locator('code').innerText();
  expect(link).toMatch(new RegExp(`^${program.url}/join#[0-9a-f]{64}$`));
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Withdraw the invitation of carol@example.org' }).waitFor();
  await expectAccessible(page);

  const { page: theirs } = await visit('/sign-in', {}, program.url);
  await theirs.goto(link);
  await theirs.getByRole('heading', { level: 1, name: 'You are invited' }).waitFor();
  expect(await theirs.getByRole('textbox', { name: 'E-mail address' }).inputValue()).toBe('carol@example.org');
  await expectAccessible(theirs);
  await theirs.getByRole('textbox', { name: 'Name' }).fill('Carol');
  await theirs.getByLabel('Password').fill('carols horse');
  await theirs.getByRole('button', { name: 'Make the account' }).click();
  await theirs.waitForURL(/\/welcome\/start/);
  await theirs.goto(`${program.url}/settings/account`);
  await theirs.getByText('carol@example.org · Member').waitFor();

  // A second time it says what to do.
  const { page: late } = await visit('/sign-in', {}, program.url);
  await late.goto(link);
  await late.getByText('This link was used, was withdrawn, or its time is over.').waitFor();
  await page.reload();
  await page.getByText('carol@example.org').waitFor();
  expect(await page.getByRole('button', { name: /^Withdraw/ }).count()).toBe(0);
  expect(complaints).toEqual([]);
});

/** What an authenticator app shows (RFC 6238, RFC 4226). */
function code(secret: string, at = Date.now()): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const number = mac.readUInt32BE(mac[19]! & 15) & 0x7fff_ffff;
  return String(number % 1_000_000).padStart(6, '0');
}

it('asks for a code besides the password once the second factor is set up', async () => {
  const { page, complaints } = await signedIn('/settings/account', 'carol@example.org', 'carols horse');
  await page.getByRole('region', { name: 'Second factor' }).getByRole('button', { name: 'Set up' }).click();
  const dialog = page.getByRole('dialog', { name: 'Set up the second factor' });
  await dialog.getByRole('img', { name: 'QR code of the secret' }).waitFor();
  await expectAccessible(page);
  const secret = (await dialog.locator('code').innerText()).replaceAll(' ', '');
  await dialog.getByRole('textbox', { name: 'Code of the app' }).fill('nonsense');
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await dialog.getByText('The code is wrong or was used already.').waitFor();
  await dialog.getByRole('textbox', { name: 'Code of the app' }).fill(code(secret));
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  const codes = page.getByRole('dialog', { name: 'Recovery codes' }).locator('code');
  await codes.first().waitFor();
  const recovery = await codes.allInnerTexts();
  expect(recovery).toHaveLength(10);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByText('10 recovery codes left').waitFor();

  const { page: next } = await signedIn('/library', 'carol@example.org', 'carols horse');
  await next.getByRole('textbox', { name: 'Code' }).waitFor();
  await expectAccessible(next);
  await next.getByRole('textbox', { name: 'Code' }).fill('000 000');
  await next.getByRole('button', { name: 'Sign in' }).click();
  await next.getByText('The code is wrong or was used already.').waitFor();
  await next.getByRole('textbox', { name: 'Code' }).fill(recovery[0]!);
  await next.getByRole('button', { name: 'Sign in' }).click();
  await next.getByRole('heading', { level: 1, name: 'All documents' }).waitFor();

  await page.getByRole('button', { name: 'Turn off' }).click();
  await page.getByRole('dialog', { name: 'Turn the second factor off' }).getByLabel('Current password').fill('carols horse');
  await page.getByRole('dialog', { name: 'Turn the second factor off' }).getByRole('button', { name: 'Turn off' }).click();
  await page.getByRole('region', { name: 'Second factor' }).getByRole('button', { name: 'Set up' }).waitFor();
  expect(complaints).toEqual([]);
});

it('makes a key for a program and ends it', async () => {
  const { page, complaints } = await signedIn('/settings/account', 'carol@example.org', 'carols horse');
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Backup script');
  await expectAccessible(page);
  // What Carol may not do herself is not offered.
  expect(await page.getByRole('checkbox').count()).toBe(3);
  await page.getByRole('button', { name: 'Make the key' }).click();
  const secret = await page.getByRole('dialog', { name: 'Key Backup script' }).locator('code').innerText();
  await page.getByRole('button', { name: 'Done' }).click();
  const call = (method: string) =>
    fetch(`${program.url}/api/v1/collections`, { method, headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }, ...(method === 'POST' ? { body: '{"name":"X"}' } : {}) });
  expect((await call('GET')).status).toBe(200);
  expect((await call('POST')).status).toBe(403);
  await page.reload();
  await page.getByText('Backup script').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Remove the key Backup script' }).click();
  await page.getByRole('dialog', { name: 'Remove the key Backup script?' }).getByRole('button', { name: 'Remove' }).click();
  await page.getByText('Backup script').waitFor({ state: 'detached' });
  expect((await call('GET')).status).toBe(401);
  expect(complaints).toEqual([]);
});

it('shows who did what to those who may know', async () => {
  const { page, complaints } = await signedIn('/settings/audit', 'ada@example.org', 'another horse');
  await page.getByRole('heading', { level: 1, name: 'Audit log' }).waitFor();
  await page.getByText('Invited somebody').waitFor();
  await page.getByText('Turned the second factor on').first().waitFor();
  await expectAccessible(page);
  await page.getByRole('combobox', { name: 'What came of it' }).selectOption('refused');
  await page.getByText('Invited somebody').waitFor({ state: 'detached' });
  await page.getByText('wrong code').first().waitFor();
  await page.getByRole('searchbox', { name: 'Search people, things, addresses' }).fill('nobody at all');
  await page.getByText('Nothing of this kind was done.').waitFor();
  const { page: theirs } = await signedIn('/settings/audit', 'carol@example.org', 'carols horse');
  await theirs.getByText('Your role does not allow this.').waitFor();
  expect(complaints).toEqual([]);
});

it('shares a collection with a group and takes it back', async () => {
  const { page: hers, complaints } = await signedIn('/library', 'carol@example.org', 'carols horse');
  await hers.getByRole('button', { name: 'New collection' }).click();
  await hers.getByRole('textbox', { name: 'Name' }).fill('Birds');
  await hers.getByRole('button', { name: 'Create' }).click();
  await hers.getByRole('heading', { level: 1, name: 'Birds' }).waitFor();
  await hers.getByLabel('Files', { exact: true }).first().setInputFiles([{ name: 'owl.txt', mimeType: 'text/plain', buffer: Buffer.from('The grey owl nests in the old barn.') }]);
  await hers.locator('[data-entry]').getByText('Ready').first().waitFor();

  // Ada makes a group with herself in it.
  const { page } = await signedIn('/settings/people', 'ada@example.org', 'another horse');
  await page.getByRole('button', { name: 'New group' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Ornithologists');
  await page.getByRole('checkbox', { name: 'Ada Lovelace ada@example.org' }).check();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Change the group Ornithologists' }).waitFor();
  await expectAccessible(page);

  await hers.getByRole('button', { name: 'Actions for Birds' }).click();
  await hers.getByRole('menuitem', { name: 'Share with people' }).click();
  const dialog = hers.getByRole('dialog', { name: 'Share “Birds”' });
  await dialog.getByText('Nobody but its owner sees it.').waitFor();
  await dialog.getByRole('combobox', { name: 'With whom' }).selectOption({ label: 'Group: Ornithologists' });
  await dialog.getByRole('button', { name: 'Share', exact: true }).click();
  await dialog.getByRole('combobox', { name: 'What Ornithologists may do' }).waitFor();
  await expectAccessible(hers);
  await dialog.getByRole('button', { name: 'Done' }).click();

  // Ada sees it, with whose it is, and may not change it.
  await page.goto(`${program.url}/library`);
  await page.getByRole('link', { name: /^Birds/ }).click();
  await page.getByText('shared by Carol · Read').waitFor();
  await page.getByText('owl').first().waitFor();
  expect(await page.getByRole('button', { name: 'Actions for Birds' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Add files' }).count()).toBe(0);
  await expectAccessible(page);
  await page.goto(`${program.url}/chat`);
  await page.getByRole('textbox', { name: 'Question' }).fill('Where does the grey owl nest?');
  await page.keyboard.press('Enter');
  await page.getByText('old barn').first().waitFor();

  await hers.getByRole('button', { name: 'Actions for Birds' }).click();
  await hers.getByRole('menuitem', { name: 'Share with people' }).click();
  await hers.getByRole('button', { name: 'No longer share with Ornithologists' }).click();
  await hers.getByText('Nobody but its owner sees it.').waitFor();
  await page.goto(`${program.url}/library`);
  await page.getByRole('heading', { level: 1, name: 'All documents' }).waitFor();
  await expect.poll(() => page.getByRole('link', { name: /^Birds/ }).count()).toBe(0);
  expect(complaints).toEqual([]);
});

it('tells a viewer what there is to do, and offers nothing that is refused', async () => {
  const { page } = await signedIn('/settings/people', 'ada@example.org', 'another horse');
  await page.getByRole('button', { name: 'Invite' }).click();
  await page.getByRole('dialog', { name: 'Invite somebody' }).getByRole('combobox', { name: 'Role' }).selectOption('viewer');
  await page.getByRole('button', { name: 'Make a link' }).click();
  const link = await page.getByRole('dialog', { name: 'Invitation' }).locator('code').innerText();
  const { page: theirs, complaints } = await visit('/sign-in', {}, program.url);
  await theirs.goto(link);
  await theirs.getByRole('textbox', { name: 'Name' }).fill('Vera');
  await theirs.getByRole('textbox', { name: 'E-mail address' }).fill('vera@example.org');
  await theirs.getByLabel('Password').fill('veras horse!');
  await theirs.getByRole('button', { name: 'Make the account' }).click();
  await theirs.getByRole('heading', { level: 1, name: 'Nothing is shared with you yet' }).waitFor();
  await expectAccessible(theirs);
  expect(await theirs.getByRole('button', { name: 'Add documents' }).count()).toBe(0);
  await theirs.goto(`${program.url}/library`);
  await theirs.getByText('Your role does not add documents.').waitFor();
  expect(await theirs.getByRole('button', { name: 'New collection' }).count()).toBe(0);
  await theirs.goto(`${program.url}/settings/models`);
  await theirs.getByText('The owner and administrators connect models, for everybody.').waitFor();

  // Keeping somebody out is asked about first; their page says so by showing the way in.
  await page.goto(`${program.url}/settings/people`);
  await page.getByRole('button', { name: 'Actions for Vera' }).click();
  await page.getByRole('menuitem', { name: 'Keep out' }).click();
  await page.getByRole('dialog', { name: 'Keep Vera out?' }).getByRole('button', { name: 'Keep out' }).click();
  await theirs.waitForURL(/\/sign-in/);
  expect(complaints).toEqual([]);
});
