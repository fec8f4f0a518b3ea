import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { api, talk, taken, unique } from './conversations';
import { ask, BASE, expectAccessible, finished, focused, makeConversation, PATIENCE, useHouse, visit } from './house';

useHouse();

interface Conversation {
  id: string;
  title: string;
  pinned: boolean;
  folder: string | null;
}

const listOf = (page: Page) => page.getByRole('region', { name: 'Conversations' });
const one = (id: string) => api<Conversation>('GET', `/conversations/${id}`);
const titled = (page: Page, name: string) => listOf(page).getByRole('link', { name, exact: true });

/** Conversations on top of the list, the last one named first. */
async function some(...titles: string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const title of titles) ids.push(...(await taken([talk(title)])));
  return ids;
}

async function openMenu(page: Page, name: string): Promise<void> {
  await titled(page, name).first().hover();
  await listOf(page).getByRole('button', { name: `Actions for ${name}`, exact: true }).first().click();
}

it('pins above all others, and takes the pin back', async () => {
  const name = unique('Pinned');
  const [id] = await some(name, unique('Above'));
  const { page } = await visit(`/chat/${id}`);
  await openMenu(page, name);
  await page.getByRole('menuitem', { name: 'Pin', exact: true }).click();
  await listOf(page).getByRole('heading', { name: 'Pinned' }).waitFor();
  await expect.poll(async () => (await one(id!)).pinned).toBe(true);
  await page.reload();
  await titled(page, name).waitFor();
  const order = await listOf(page).locator('h2, [data-row] a').allInnerTexts();
  expect(order.indexOf(name)).toBeGreaterThan(order.indexOf('Pinned'));
  expect(order.indexOf(name)).toBeLessThan(order.indexOf('Today'));

  await openMenu(page, name);
  await page.getByRole('menuitem', { name: 'Unpin' }).click();
  await expect.poll(async () => (await one(id!)).pinned).toBe(false);
});

it('keeps folders with instructions, filled by dragging and by keyboard, deleted with undo', async () => {
  const [dragged, moved, folder] = [unique('Dragged'), unique('Moved'), unique('Folder')];
  const [first, second] = await some(dragged, moved);
  const { page, complaints } = await visit(`/chat/${first}`);
  await titled(page, dragged).waitFor();

  await listOf(page).getByRole('button', { name: 'New folder' }).click();
  const dialog = page.getByRole('dialog', { name: 'New folder' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill(folder);
  await dialog.getByRole('textbox', { name: 'Instructions' }).fill('Answer in one sentence.');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Create' }).click();
  const row = listOf(page).getByRole('button', { name: new RegExp(`^${folder}`) });
  await row.waitFor();

  await titled(page, dragged).dragTo(row);
  await expect.poll(async () => (await one(first!)).folder).not.toBeNull();

  // The same with nothing but keys.
  await titled(page, moved).focus();
  await page.keyboard.press('Tab');
  await expect.poll(() => focused(page)).toBe(`Actions for ${moved}`);
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Move to folder' }).press('Enter');
  await page.getByRole('dialog', { name: 'Move to folder' }).getByRole('button', { name: folder }).press('Enter');
  await expect.poll(async () => (await one(second!)).folder).toBe((await one(first!)).folder);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await one(second!)).folder).toBeNull();
  await titled(page, moved).dragTo(row);
  await expect.poll(async () => (await one(second!)).folder).toBe((await one(first!)).folder);
  await row.getByText('2 conversations').waitFor({ state: 'attached' });

  // It closes, opens, and stays as it was.
  await row.focus();
  await page.keyboard.press('ArrowLeft');
  await titled(page, dragged).waitFor({ state: 'detached' });
  await page.keyboard.press('ArrowRight');
  await titled(page, dragged).waitFor();
  await page.reload();
  await titled(page, dragged).waitFor();
  await expectAccessible(page);

  await row.hover();
  await listOf(page).getByRole('button', { name: `Actions for folder ${folder}` }).click();
  await page.getByRole('menuitem', { name: 'New conversation here' }).click();
  await page.getByRole('main').getByText(folder, { exact: true }).waitFor();
  await ask(page, 'When does cavitation happen?');
  await finished(page);
  const made = new URL(page.url()).pathname.split('/').at(-1)!;
  expect((await one(made)).folder).toBe((await one(first!)).folder);

  await row.hover();
  await listOf(page).getByRole('button', { name: `Actions for folder ${folder}` }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await row.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await row.waitFor();
  await page.getByRole('button', { name: 'Undo' }).waitFor({ state: 'detached' });
  await listOf(page).getByRole('button', { name: `Actions for folder ${folder}` }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  // Its conversations stay, in no folder.
  await expect.poll(async () => (await one(first!)).folder, { timeout: 20_000 }).toBeNull();
  await titled(page, dragged).waitFor();
  expect(complaints).toEqual([]);
});

it('goes through the list by keyboard: open, rename, select, delete', async () => {
  const names = [unique('Third'), unique('Second'), unique('First')];
  const [third, second, first] = await some(...names);
  const { page } = await visit(`/chat/${first}`);
  await titled(page, names[2]!).focus();
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => focused(page)).toBe(names[1]!);
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/chat/${second}`);
  await titled(page, names[1]!).focus();

  await page.keyboard.press('F2');
  const renamed = unique('Renamed');
  const field = page.getByRole('textbox', { name: 'Name of the conversation' });
  await expect.poll(() => field.evaluate((input: HTMLInputElement) => input.selectionEnd! - input.selectionStart!)).toBe(names[1]!.length);
  await page.keyboard.type(renamed);
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe(renamed);
  await expect.poll(async () => (await one(second!)).title).toBe(renamed);

  await page.keyboard.press('Space');
  await listOf(page).getByText('1 selected').waitFor();
  await page.keyboard.press('Escape');
  await listOf(page).getByText('1 selected').waitFor({ state: 'detached' });

  await titled(page, names[2]!).focus();
  await page.keyboard.press('Delete');
  await titled(page, names[2]!).waitFor({ state: 'detached' });
  await expect.poll(() => focused(page)).not.toBe('');
  await page.getByRole('button', { name: 'Undo' }).click();
  await titled(page, names[2]!).waitFor();
  expect((await one(third!)).title).toBe(names[0]);
  await page.getByRole('button', { name: 'Undo' }).waitFor({ state: 'detached' });

  // The open one is left, and comes back with the way back.
  await titled(page, renamed).focus();
  await page.keyboard.press('Delete');
  await page.waitForURL('**/chat');
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.waitForURL(`**/chat/${second}`);
});

it('selects many, deletes them with one undo, and moves and exports the rest', async () => {
  const names = Array.from({ length: 4 }, (_, at) => unique(`Many${at}`));
  const ids = await some(...names);
  const { page } = await visit('/settings/appearance');
  await page.goto(`${BASE}/chat/${ids[3]}`);
  await titled(page, names[3]!).waitFor();
  await titled(page, names[2]!).click({ modifiers: ['ControlOrMeta'] });
  await titled(page, names[0]!).click({ modifiers: ['Shift'] });
  const bar = listOf(page).getByRole('toolbar', { name: 'Selected conversations' });
  await bar.getByText('3 selected').waitFor();
  await expectAccessible(page);

  const download = page.waitForEvent('download');
  await bar.getByRole('button', { name: 'Export' }).click();
  const stream = await (await download).createReadStream();
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  const file = JSON.parse(text) as { format: string; conversations: { title: string }[] };
  expect(file.format).toBe('chatbox.conversations');
  expect(file.conversations.map(({ title }) => title).toSorted()).toEqual(names.slice(0, 3).toSorted());

  await bar.getByRole('button', { name: 'Delete' }).click();
  await titled(page, names[0]!).waitFor({ state: 'detached' });
  await page.getByText('3 conversations deleted').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  for (const name of names) await titled(page, name).waitFor();

  await titled(page, names[0]!).click({ modifiers: ['ControlOrMeta'] });
  await titled(page, names[1]!).click({ modifiers: ['ControlOrMeta'] });
  await bar.getByRole('button', { name: 'Delete' }).click();
  await expect.poll(async () => (await fetch(`${BASE}/api/v1/conversations/${ids[0]}`)).status, { timeout: 20_000 }).toBe(404);
  await expect.poll(async () => (await fetch(`${BASE}/api/v1/conversations/${ids[1]}`)).status, { timeout: 20_000 }).toBe(404);
  expect((await fetch(`${BASE}/api/v1/conversations/${ids[2]}`)).status).toBe(200);
});

it('finds titles and words in messages, jumps to the message, and filters', async () => {
  const word = unique('zygote');
  const [id] = await taken([
    { ...talk(unique('Biology')), messages: [...talk('x', `It is a ${word.toUpperCase()} and one more ${word}.`).messages, { id: 'z', parent: 'a', role: 'user', content: `Again ${word}?` }] },
  ]);
  await api('PATCH', `/conversations/${id}`, { pinned: true });
  const [other] = await some(unique('Unrelated'));
  const { page } = await visit(`/chat/${other}`);
  await titled(page, (await one(other!)).title).waitFor();
  await page.getByRole('log', { name: 'Messages' }).focus();
  await page.keyboard.press('/');
  await expect.poll(() => focused(page)).toBe('Search conversations');
  await page.keyboard.type(word);
  await expect.poll(() => listOf(page).locator('mark').count()).toBe(3);
  await expectAccessible(page);

  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(new RegExp(`/chat/${id}\\?m=`));
  // What was searched for is still there.
  expect(await page.getByRole('searchbox', { name: 'Search conversations' }).inputValue()).toBe(word);

  const field = page.getByRole('searchbox', { name: 'Search conversations' });
  await field.fill(`${word} pinned:no`);
  await page.getByText('No conversation contains this.').waitFor();
  await field.fill(`${word} pinned:yes`);
  await expect.poll(() => listOf(page).locator('mark').count()).toBe(3);
  await field.fill('folder:nobody-has-this');
  await page.getByText('No folder is called “nobody-has-this”.').waitFor();
  await field.press('Escape');
  await listOf(page).getByRole('heading', { name: 'Pinned' }).waitFor();
  await api('PATCH', `/conversations/${id}`, { pinned: false });
});

it('marks a conversation where an answer ended while another was in view', async () => {
  const [path, other] = [await makeConversation(), await makeConversation()];
  const { page } = await visit('/settings/appearance');
  let release = () => {};
  const left = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.routeWebSocket(/\/api\/v1\/ws/, (client) => {
    const server = client.connectToServer();
    let before = Promise.resolve();
    server.onMessage((message) => {
      if (String(message).includes('"finished"')) before = before.then(() => left);
      before = before.then(() => client.send(message));
    });
  });
  await page.goto(BASE + path);
  await ask(page, 'When does cavitation happen?');
  await page.evaluate((to) => history.pushState(null, '', to), other);
  await page.waitForFunction((to) => location.pathname === to, other);
  release();
  await listOf(page).getByText('New answer').first().waitFor({ state: 'attached', timeout: PATIENCE });
  await page.goBack();
  await finished(page);
  await listOf(page).locator('[aria-current="page"]').getByText('New answer').waitFor({ state: 'detached' });
});

it('stays quick with thousands of conversations', async () => {
  const word = unique('Bulk');
  // In the past, so that other tests find theirs on top.
  const time = (at: number) => new Date(Date.UTC(2020, 0, 1) + at * 60_000).toISOString();
  for (let from = 0; from < 5_000; from += 200)
    await taken(Array.from({ length: 200 }, (_, at) => ({ ...talk(`${word} ${from + at}`), created_at: time(from + at), updated_at: time(from + at) })));
  const { page } = await visit(await makeConversation());
  await listOf(page).locator('[data-row]').first().waitFor();
  const scroller = listOf(page).locator('ul').first().locator('..');
  const last = titled(page, `${word} 0`);
  // The list may be read anew meanwhile; then its end comes into view once more.
  await expect
    .poll(
      async () => {
        await scroller.evaluate((area) => {
          area.scrollTop = area.scrollHeight;
        });
        if ((await last.count()) === 1) await last.focus({ timeout: 500 }).catch(() => undefined);
        return focused(page);
      },
      { timeout: 60_000, interval: 50 },
    )
    .toMatch(/ 0$/);
  // However many there are, only what is in view is on the page.
  expect(await listOf(page).locator('[data-row]').count()).toBeLessThan(100);
  const began = Date.now();
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => focused(page), { interval: 10 }).toMatch(/ 1$/);
  expect(Date.now() - began).toBeLessThan(1_000);
});

it('works in the drawer of a phone', async () => {
  const name = unique('Pocket');
  const [id] = await some(name);
  const { page } = await visit(`/chat/${id}`, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await page.getByRole('button', { name: 'Open navigation' }).click();
  await listOf(page).getByRole('button', { name: `Actions for ${name}`, exact: true }).click();
  await page.getByRole('menuitem', { name: 'Select' }).click();
  await listOf(page).getByText('1 selected').waitFor();
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
});
