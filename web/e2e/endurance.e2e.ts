import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { api, taken, unique } from './conversations';
import { ask, BASE, finished, library, makeCollection, makeConversation, PATIENCE, useHouse, visit } from './house';

useHouse();

const field = (page: Page) => page.getByRole('textbox', { name: 'Question' }).last();
const asked = async (path: string) =>
  (await api<{ role: string; content: string }[]>('GET', `/conversations${path.replace('/chat', '')}/messages`)).filter(({ role }) => role === 'user').map(({ content }) => content);

/** How long the page takes from a key to what it draws then, in milliseconds. */
async function keystroke(page: Page): Promise<number> {
  await field(page).focus();
  const before = await field(page).inputValue().then(({ length }) => length);
  const began = Date.now();
  await page.keyboard.press('x');
  await expect.poll(() => field(page).evaluate((area: HTMLTextAreaElement) => area.value.length), { interval: 10 }).toBe(before + 1);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  return Date.now() - began;
}

/** What a person takes for a page that hangs, with room for a machine that does other things too. */
const HANGS = 3_000;
const TEN_MB = 10_000_000;
const prose = (length: number) => 'Every pump has a seal that is changed **once** a year, and `bearings`.\n'.repeat(Math.ceil(length / 70)).slice(0, length);

it('stays responsive with a question and an answer of 10 MB each', async () => {
  const [id] = await taken([
    {
      title: unique('Enormous'),
      messages: [
        { id: 'q', role: 'user', content: prose(TEN_MB) },
        { id: 'a', parent: 'q', role: 'assistant', content: prose(TEN_MB) },
      ],
    },
  ]);
  const { page, complaints } = await visit(`/chat/${id}`);
  const answer = page.getByRole('article', { name: 'Answer' });
  await answer.getByText('Every pump has a seal').first().waitFor({ timeout: PATIENCE });
  expect(await keystroke(page)).toBeLessThan(HANGS);
  // It comes in steps, and says how much is left.
  const more = answer.getByRole('button', { name: /^Show more · 9,9\d\d,\d\d\d characters left$/ });
  await more.click();
  await answer.getByRole('button', { name: /9,8\d\d,\d\d\d characters left/ }).waitFor();
  expect(await keystroke(page)).toBeLessThan(HANGS);
  await page.getByRole('link', { name: 'Library' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(complaints).toEqual([]);
  await api('DELETE', `/conversations/${id}`);
});

it('says of a question that is too long what it is, keeps it and the connection', async () => {
  const path = await makeConversation();
  const { page } = await visit(path, { permissions: ['clipboard-read', 'clipboard-write'] });
  const length = () => field(page).evaluate((area: HTMLTextAreaElement) => area.value.length);
  // Together larger than a frame of the connection may be; each small enough to stay text.
  await field(page).focus();
  await page.evaluate((text) => navigator.clipboard.writeText(text), prose(30_000));
  for (let piece = 1; piece <= 10; piece += 1) {
    await page.keyboard.press('ControlOrMeta+v');
    await expect.poll(length).toBe(piece * 30_000);
  }
  expect(await keystroke(page)).toBeLessThan(HANGS);
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText('The text is longer than one question may be.').waitFor();
  expect(await length()).toBe(300_001);
  expect(await page.getByText('Reconnecting').count()).toBe(0);

  // Beyond the server's own limit, but small enough to travel.
  await field(page).fill(prose(60_000));
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText(/32[,.]?000 characters/).waitFor();
  expect(await length()).toBe(60_000);
  expect(await asked(path)).toEqual([]);
});

it('makes a document of what is pasted and too long for a question, and keeps the question', async () => {
  const { page } = await visit(await makeConversation(), { permissions: ['clipboard-read', 'clipboard-write'] });
  await field(page).fill('What does it say?');
  // Not megabytes: reading them would keep the files of the next tests waiting.
  await page.evaluate((text) => navigator.clipboard.writeText(text), prose(100_000));
  await page.keyboard.press('ControlOrMeta+v');
  await page.getByText('Adding 1 file').waitFor({ timeout: PATIENCE });
  expect(await field(page).inputValue()).toBe('What does it say?');
  expect(await keystroke(page)).toBeLessThan(HANGS);
});

const DAY = 86_400_000;

it.each([
  ['a day slow', -DAY],
  ['a day fast', DAY],
  ['ten years slow', -3_652 * DAY],
  ['ten years fast', 3_652 * DAY],
])('tells times right with a clock that is %s', async (_, skew) => {
  const names = [unique('Older'), unique('Newer')];
  const ids: string[] = [];
  for (const title of names) ids.push(...(await taken([{ title, messages: [{ id: 'q', role: 'user', content: 'When?' }, { id: 'a', parent: 'q', role: 'assistant', content: 'Now.' }] }])));
  const { page, complaints } = await visit('/settings/appearance');
  await page.addInitScript((by) => {
    const Real = Date;
    const now = () => Real.now() + by;
    window.Date = new Proxy(Real, {
      construct: (_target, given) => (given.length > 0 ? new Real(...(given as [number])) : new Real(now())),
      apply: () => new Real(now()).toString(),
      get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
    });
  }, skew);
  await page.goto(`${BASE}/chat/${ids[0]}`);
  const list = page.getByRole('region', { name: 'Conversations' });
  await list.getByRole('link', { name: names[1]!, exact: true }).waitFor();
  const order = async () => list.locator('h2, [data-row] a').allInnerTexts();
  await expect.poll(async () => (await order()).indexOf('Today')).toBeGreaterThanOrEqual(0);
  const lines = await order();
  const [today, newer, older] = [lines.indexOf('Today'), lines.indexOf(names[1]!), lines.indexOf(names[0]!)];
  expect(today).toBeLessThan(newer);
  expect(newer).toBeLessThan(older);
  expect(lines.slice(today + 1, older)).not.toContain('Yesterday');
  const age = page.getByRole('article', { name: 'Answer' }).locator('time');
  await expect.poll(() => age.innerText()).toMatch(/^now$|^1?\d min/);
  await page.goto(`${BASE}/library/${library.id}`);
  await expect.poll(async () => new Set((await page.getByRole('row').locator('time').allInnerTexts()).map((text) => /^now$|^\d+ min/.test(text)))).toEqual(new Set([true]));
  expect(complaints).toEqual([]);
});

it('loses and doubles nothing on a line that is slow and breaks', async () => {
  const path = await makeConversation();
  const id = await makeCollection(unique('Slow line'));
  const { page } = await visit('/settings/appearance');
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', { offline: false, latency: 500, downloadThroughput: 200_000, uploadThroughput: 200_000 });
  // Worse than one in a hundred, and the same ones each time.
  let requests = 0;
  await page.route('**/api/**', (route) => {
    requests += 1;
    return requests % 7 === 3 ? route.abort() : route.continue();
  });
  await page.goto(BASE + path);
  await field(page).waitFor({ timeout: PATIENCE });
  await ask(page, 'When does cavitation happen?');
  await finished(page);
  expect(await asked(path)).toEqual(['When does cavitation happen?']);
  await page.goto(`${BASE}/library/${id}`);
  const names = Array.from({ length: 6 }, (_, at) => `slow ${at}.txt`);
  for (const name of names) {
    await page.getByLabel('Files', { exact: true }).first().setInputFiles([{ name, mimeType: 'text/plain', buffer: Buffer.from(`Part ${name} of a long report. `.repeat(500)) }]);
  }
  const stored = async () => (await api<{ items: { path: string; version: number }[] }>('GET', `/documents?collection=${id}&limit=50`)).items.map(({ path: name, version }) => `${name} v${version}`).toSorted();
  await expect.poll(stored, { timeout: PATIENCE }).toEqual(names.map((name) => `${name} v1`));
  expect(requests).toBeGreaterThan(7);
  await api('DELETE', `/collections/${id}`);
});

it('asks once although the word that it has arrived got lost', async () => {
  const path = await makeConversation();
  const { page } = await visit('/settings/appearance');
  let cutting = true;
  await page.routeWebSocket(/\/api\/v1\/ws/, (client) => {
    const server = client.connectToServer();
    server.onMessage((message) => {
      // The question is stored; the connection breaks before the page hears of it.
      if (cutting && String(message).includes('"accepted"')) {
        cutting = false;
        void client.close();
      } else client.send(message);
    });
  });
  await page.goto(BASE + path);
  await field(page).fill('How often are the bearings greased?');
  await page.keyboard.press('Enter');
  await page.getByRole('article', { name: 'Question' }).waitFor();
  await finished(page);
  // It was kept for a moment, in case it had not arrived.
  await expect.poll(() => field(page).inputValue()).toBe('');
  await page.getByText('The question was not sent').waitFor({ state: 'detached' });
  expect(await asked(path)).toEqual(['How often are the bearings greased?']);
});
