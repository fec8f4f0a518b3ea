import { setTimeout as sleep } from 'node:timers/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Locator, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { MANUAL_PDF, POLICY, PUMPS } from './documents';
import { programUrl } from './program';

export const BASE = programUrl();
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Answers on a busy machine with the embedded model take this long at most. */
export const PATIENCE = 90_000;

/** A page with what went wrong on it. */
export interface Visit {
  page: Page;
  /** Requests to other hosts, script errors and refusals of the content policy. */
  complaints: string[];
}

let browser: Browser;
let contexts: BrowserContext[] = [];
/** The collection all tests of a file share, filled before the first one. */
export const library = { id: '', name: `Browser tests ${process.pid}-${Date.now()}` };

/** Starts the browser and fills a collection; call once per file. */
export function useHouse(): void {
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, headless: true, args: FLAGS });
    library.id = await makeCollection(library.name);
    await upload(library.id, { 'pumps.md': PUMPS, 'policies/travel.txt': POLICY, 'manual.pdf': MANUAL_PDF });
    await settled(library.id, 3);
  });
  afterEach(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    contexts = [];
  });
  afterAll(async () => {
    await fetch(`${BASE}/api/v1/collections/${library.id}`, { method: 'DELETE' });
    await browser.close();
  });
}

/** Opens an address in a fresh profile, of the program under test or of one of a test's own. */
export async function visit(path: string, options: BrowserContextOptions = {}, base = BASE): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', ...options });
  contexts.push(context);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  return { page, complaints: await open(page, path, base) };
}

async function open(page: Page, path: string, base: string): Promise<string[]> {
  const complaints: string[] = [];
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol.startsWith('http') && host !== new URL(base).host) complaints.push(`request to ${request.url()}`);
  });
  page.on('websocket', (socket) => {
    if (new URL(socket.url()).host !== new URL(base).host) complaints.push(`socket to ${socket.url()}`);
  });
  page.on('pageerror', (error) => complaints.push(`script error: ${error.message}`));
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) complaints.push(message.text());
  });
  await page.goto(base + path);
  return complaints;
}

export async function makeCollection(name: string): Promise<string> {
  const answer = await fetch(`${BASE}/api/v1/collections`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name }),
  });
  expect(answer.status, await answer.clone().text()).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}

export async function upload(collection: string, files: Record<string, string | Uint8Array<ArrayBuffer>>): Promise<void> {
  const form = new FormData();
  for (const [path, content] of Object.entries(files)) form.append('file', new Blob([content]), path);
  const answer = await fetch(`${BASE}/api/v1/collections/${collection}/documents`, { method: 'POST', body: form });
  expect(answer.status, await answer.clone().text()).toBe(202);
}

/** Waits until the collection holds this many documents and every one is ready. */
export async function settled(collection: string, count: number): Promise<void> {
  const deadline = Date.now() + 100_000;
  for (;;) {
    const answer = await fetch(`${BASE}/api/v1/documents?collection=${collection}&limit=200`);
    const { items } = (await answer.json()) as { items: { path: string; state: string }[] };
    if (items.length === count && items.every(({ state }) => state === 'ready')) return;
    if (Date.now() > deadline) throw new Error(`still not ready: ${items.map(({ path, state }) => `${path} ${state}`).join(', ')}`);
    await sleep(200);
  }
}

/** A new conversation over the shared collection only. Returns its path. */
export async function makeConversation(): Promise<string> {
  const answer = await fetch(`${BASE}/api/v1/conversations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ collections: [library.id] }),
  });
  expect(answer.status, await answer.clone().text()).toBe(201);
  return `/chat/${((await answer.json()) as { id: string }).id}`;
}

export async function ask(page: Page, question: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Question' }).last();
  // A menu that is closing would take the focus back.
  await page.getByRole('menu').waitFor({ state: 'detached' });
  await field.fill(question);
  await field.press('Enter');
  await page.getByRole('article', { name: 'Question' }).getByText(question).last().waitFor();
}

/** The last answer, once its run has ended. */
export async function finished(page: Page, state = 'complete') {
  const answer = page.getByRole('article', { name: 'Answer' }).last();
  await page.locator(`article[aria-label="Answer"][data-state="${state}"]`).last().waitFor({ timeout: PATIENCE });
  await expect.poll(() => answer.getAttribute('aria-busy'), { timeout: PATIENCE }).toBe('false');
  return answer;
}

/** Moves the pointer over something until this shows: what a page lays out anew at that moment takes it away from under the pointer. */
export async function hoverFor(page: Page, over: Locator, shown: Locator): Promise<void> {
  await expect
    .poll(async () => {
      await page.mouse.move(0, 0);
      await over.hover();
      return shown.waitFor({ timeout: 3_000 }).then(
        () => true,
        () => false,
      );
    })
    .toBe(true);
}

/** The name of what has the focus; empty when nothing has. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return '';
    return element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '';
  });
}

/** Fails with the names of the broken rules. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`)).toEqual([]);
}
