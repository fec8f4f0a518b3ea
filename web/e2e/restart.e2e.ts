import { rmSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectEcho, type Echo } from './echo';
import { PATIENCE, finished, useHouse, visit } from './house';
import { canStart, dataFolder, start, type Program } from './program';

useHouse();

/** A program of our own: it is killed without a warning and started again, on the same data and at the same address. */
describe.runIf(canStart)('a server that is killed', () => {
  let data = '';
  let program: Program;
  let echo: Echo;
  let pause = 100;

  beforeAll(async () => {
    data = dataFolder();
    program = await start(data);
    echo = await connectEcho(() => `The answer has begun. ${'And it goes on. '.repeat(40)}`, () => pause, program.url);
  });
  afterAll(async () => {
    await echo.close();
    await program.end();
    rmSync(data, { recursive: true, force: true });
  });

  const call = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const answer = await fetch(`${program.url}/api/v1${path}`, { method, headers: { 'content-type': 'application/json' }, ...(body ? { body: JSON.stringify(body) } : {}) });
    expect(answer.ok, `${method} ${path}`).toBe(true);
    return (await answer.json()) as T;
  };
  const kill = () => program.end('SIGKILL');
  const again = async () => {
    program = await start(data, new URL(program.url).port);
  };
  const field = (page: Page) => page.getByRole('textbox', { name: 'Question' }).last();

  it('in the middle of an answer: the question stays once, the draft too, and the answer can be had', async () => {
    const { id } = await call<{ id: string }>('POST', '/conversations', { collections: [] });
    const { page } = await visit(`/chat/${id}`, {}, program.url);
    await field(page).fill('How does it end?');
    await page.keyboard.press('Enter');
    await page.getByRole('article', { name: 'Answer' }).getByText('The answer has begun.').waitFor({ timeout: PATIENCE });
    await field(page).fill('What I was about to ask');
    await page.waitForFunction(() => Object.values(localStorage).includes('What I was about to ask'));
    await kill();
    await page.getByText('The server cannot be reached. Reconnecting').waitFor();
    // What was there stays there.
    expect(await page.getByRole('article').count()).toBe(2);
    await again();
    await page.getByText('Reconnecting').waitFor({ state: 'detached' });
    const answer = page.getByRole('article', { name: 'Answer' }).last();
    await expect.poll(() => answer.getAttribute('data-state'), { timeout: PATIENCE }).not.toBe('streaming');
    expect(await field(page).inputValue()).toBe('What I was about to ask');
    const messages = await call<{ role: string; content: string }[]>('GET', `/conversations/${id}/messages`);
    expect(messages.filter(({ role }) => role === 'user').map(({ content }) => content)).toEqual(['How does it end?']);
    // Whether it was finished after the start or broke off is the server's affair; there is a way on from both.
    pause = 2;
    if ((await answer.getAttribute('data-state')) !== 'complete') await answer.getByRole('button', { name: 'Ask again' }).click();
    expect(await (await finished(page)).innerText()).toContain('And it goes on.');
    await page.reload();
    await expect.poll(() => field(page).inputValue()).toBe('What I was about to ask');
    expect(await page.getByRole('article', { name: 'Question' }).count()).toBe(1);
  });

  it('in the middle of an upload: every file arrives, once', async () => {
    const { id } = await call<{ id: string }>('POST', '/collections', { name: 'Cut off' });
    const { page } = await visit(`/library/${id}`, {}, program.url);
    const session = await page.context().newCDPSession(page);
    const slow = (uploadThroughput: number) => session.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput });
    await session.send('Network.enable');
    await slow(30_000);
    const names = ['first.txt', 'second.txt', 'third.txt'];
    await page
      .getByLabel('Files', { exact: true })
      .first()
      .setInputFiles(names.map((name) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(`The text of ${name}.\n`.repeat(8_000)) })));
    const uploads = page.getByRole('region', { name: 'Uploads' });
    await uploads.getByText('0 of 3 done').waitFor();
    await kill();
    await uploads.getByText('The connection broke.').waitFor();
    await slow(-1);
    await again();
    const stored = async () => (await call<{ items: { path: string; version: number }[] }>('GET', `/documents?collection=${id}`)).items.map(({ path, version }) => `${path} v${version}`).toSorted();
    await expect.poll(stored, { timeout: PATIENCE }).toEqual(names.map((name) => `${name} v1`));
    await uploads.getByText(/Uploading/).waitFor({ state: 'detached' });
  });
});
