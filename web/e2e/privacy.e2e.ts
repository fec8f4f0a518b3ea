import { readFileSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectAccessible, useHouse, visit, type Visit } from './house';
import { dataFolder, start, type Program } from './program';

useHouse();

const data = dataFolder();
const PASSWORD = 'correct horse';
/** A red square. */
const SQUARE = Buffer.from(
  '89504e470d0a1a0a0000000d4948445200000004000000040802000000269309290000001049444154789c6338212707470cc47100b16310413b4b63820000000049454e44ae426082',
  'hex',
);
let program: Program;
let bobs = '';

async function signIn(path: string, email: string, password: string): Promise<Visit> {
  const visited = await visit(`/sign-in?next=${encodeURIComponent(path)}`, {}, program.url);
  const { page } = visited;
  await page.getByRole('textbox', { name: 'E-mail address' }).fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`**${path}`);
  return visited;
}

beforeAll(async () => {
  program = await start(data, '0', 'new');
  const call = async (path: string, body: object, token?: string) => {
    const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
    const answer = await fetch(`${program.url}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    expect(answer.ok, path).toBe(true);
    return (await answer.json()) as { access: string; password: string };
  };
  const secret = program.setup!.split('#')[1];
  const { access } = await call('/auth/setup', { secret, email: 'ada@example.org', name: 'Ada Lovelace', password: PASSWORD, tokens: true });
  await call('/accounts', { email: 'carol@example.org', name: 'Carol', role: 'viewer' }, access);
  bobs = (await call('/accounts', { email: 'bob@example.org', name: 'Bob', role: 'member' }, access)).password;
});

afterAll(async () => {
  await program.end();
  rmSync(data, { recursive: true, force: true });
});

it('shows a profile that is the same on every device', async () => {
  const { page, complaints } = await signIn('/settings/account', 'ada@example.org', PASSWORD);
  const profile = page.getByRole('region', { name: 'Profile' });
  await profile.getByRole('textbox', { name: 'Name' }).fill('Ada King');
  await profile.getByRole('combobox', { name: 'Time zone' }).selectOption('Asia/Tokyo');
  await profile.getByRole('button', { name: 'Save the profile' }).click();
  await page.getByText('Your profile is changed').waitFor();
  await profile.getByLabel('Picture').setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: Buffer.from('<svg/>') });
  await profile.getByText('Save it as PNG or JPEG').or(profile.getByText('PNG, JPEG or WebP')).first().waitFor();
  await profile.getByLabel('Picture').setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: SQUARE });
  await profile.locator('img').waitFor();
  await expect.poll(() => profile.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(256);
  await expectAccessible(page);

  // The language is chosen on one device and spoken on the next.
  await profile.getByRole('combobox', { name: 'Language of the page' }).selectOption('de');
  await profile.getByRole('button', { name: 'Save the profile' }).click();
  await page.getByRole('region', { name: 'Profil' }).waitFor();
  const { page: next } = await signIn('/settings/account', 'ada@example.org', PASSWORD);
  await next.getByRole('region', { name: 'Profil' }).waitFor();
  expect(await next.evaluate(() => localStorage.getItem('chatbox.zone'))).toBe('Asia/Tokyo');
  expect(await next.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Ada King');
  await next.goto(`${program.url}/settings/appearance`);
  await next.locator('label', { hasText: 'English' }).click();
  await next.getByRole('heading', { level: 1, name: 'Appearance and language' }).waitFor();
  await expect.poll(async () => ((await (await next.request.get(`${program.url}/api/v1/auth/profile`)).json()) as { language: string }).language).toBe('en');
  expect(complaints).toEqual([]);
});

it('hands over all data as one archive', async () => {
  const { page, complaints } = await signIn('/settings/account', 'bob@example.org', bobs);
  const waiting = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export my data' }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toBe('chatbox-export.zip');
  const archive = readFileSync(await download.path());
  expect(archive.subarray(0, 4).toString('hex')).toBe('504b0304');
  expect(archive.includes('manifest.json')).toBe(true);
  expect(complaints).toEqual([]);
});

it('removes an account after a serious question, and says what was removed', async () => {
  const { page, complaints } = await signIn('/library', 'bob@example.org', bobs);
  await page.getByRole('button', { name: 'New collection' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Owls');
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('heading', { level: 1, name: 'Owls' }).waitFor();
  await page.getByLabel('Files', { exact: true }).first().setInputFiles([{ name: 'owl.txt', mimeType: 'text/plain', buffer: Buffer.from('The owl nests in the barn.') }]);
  await page.locator('[data-entry]').getByText('Ready').first().waitFor();
  await page.goto(`${program.url}/settings/account`);
  await page.getByRole('button', { name: 'Delete my account' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete my account' });
  await dialog.getByText('1 document', { exact: true }).waitFor();
  await expectAccessible(page);
  const go = dialog.getByRole('button', { name: 'Delete everything' });
  expect(await go.getAttribute('aria-disabled')).toBe('true');
  await dialog.getByRole('textbox', { name: 'Your e-mail address' }).fill('bob@example.org');
  await dialog.getByLabel('Current password').fill('not the password');
  await go.click();
  await dialog.getByText('The current password is wrong.').waitFor();
  await dialog.getByLabel('Current password').fill(bobs);
  await go.click();
  await page.waitForURL(/\/deleted#/);
  await page.getByText('All of this is gone:').waitFor();
  await page.getByText('1 document', { exact: true }).waitFor();
  await expectAccessible(page);
  const waiting = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download the report' }).click();
  const report = JSON.parse(readFileSync(await (await waiting).path(), 'utf8')) as { removed: { documents: number } };
  expect(report.removed.documents).toBe(1);
  await page.goto(`${program.url}/library`);
  await page.waitForURL(/\/sign-in/);
  expect(complaints).toEqual([]);
});

it('lets those who manage accounts remove somebody, and shows them what was removed', async () => {
  const { page, complaints } = await signIn('/settings/people', 'ada@example.org', PASSWORD);
  await page.getByRole('button', { name: 'Actions for Carol' }).click();
  await page.getByRole('menuitem', { name: 'Delete the account' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete the account of Carol?' });
  await dialog.getByRole('textbox', { name: 'E-mail address of Carol' }).fill('carol@example.org');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Delete everything' }).click();
  const report = page.getByRole('dialog', { name: 'The account of Carol is deleted' });
  await report.getByText('All of this is gone:').waitFor();
  await expectAccessible(page);
  await report.getByRole('button', { name: 'Done' }).click();
  await page.getByText('carol@example.org').waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});
