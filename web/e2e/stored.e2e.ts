import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { api, taken, type Imported } from './conversations';
import { ownTexts } from './hostile';
import { BASE, hoverFor, makeCollection, upload, useHouse, visit } from './house';
import { expectInert, expectUncovered, lively, watched } from './inert';

useHouse();

const cases = ownTexts();
/** As long as titles may be, on one line. */
const line = (text: string, most: number) => [...text.replace(/[\n\r\0]+/g, ' ')].slice(0, most).join('').trim();
const AT = Date.now();
/** Every conversation and collection of this file. */
const made: { conversations: string[]; collections: string[] } = { conversations: [], collections: [] };

beforeAll(async () => {
  const messages: Imported['messages'] = cases.map(({ payload }, at) => ({
    id: String(at),
    ...(at > 0 ? { parent: String(at - 1) } : {}),
    role: at % 2 === 0 ? 'user' : 'assistant',
    content: `Before ${at}.\n\n${payload}\n\nBehind ${at}.`,
  }));
  // Every text is once an answer and once a question.
  const turned = messages.map((message) => ({ ...message, role: message.role === 'user' ? ('assistant' as const) : ('user' as const) }));
  made.conversations = await taken([
    { title: `Hostile ${AT}`, messages },
    { title: `Hostile, turned ${AT}`, messages: [{ id: 'first', role: 'user', content: 'Begin.' }, { ...turned[0]!, parent: 'first' }, ...turned.slice(1)] },
    ...cases.map(({ payload }) => ({ title: line(payload, 200), messages: [{ id: 'q', role: 'user' as const, content: 'A title' }] })),
  ]);
});

afterAll(async () => {
  for (const id of made.conversations) await fetch(`${BASE}/api/v1/conversations/${id}`, { method: 'DELETE' });
  for (const id of made.collections) await fetch(`${BASE}/api/v1/collections/${id}`, { method: 'DELETE' });
});

const FIELD = 'textarea[aria-label="Question"]';
/** Diagrams, formulas and colours are drawn when their scripts are there. */
async function drawn(page: Page): Promise<void> {
  await page.locator('.katex, .katex-error').first().waitFor({ state: 'attached' });
  await expect.poll(() => page.locator('[data-streamdown="mermaid"] [role="img"] svg').count()).toBeGreaterThan(1);
}

it.each([0, 1])('draws every text as text only in a long conversation, and on paper (%i)', async (which) => {
  const id = made.conversations[which]!;
  const { page, complaints } = await visit('/settings/appearance');
  watched(page, complaints);
  await page.addInitScript(() => {
    window.print = () => {};
  });
  await page.goto(`${BASE}/chat/${id}`);
  await page.getByText(`Behind ${cases.length - 1}.`).waitFor();
  const log = page.getByRole('log', { name: 'Messages' });
  // Upwards, some screens at a time: only what is near the view is on the page.
  for (let last = which === 0 ? -1 : 0, at = 0; at !== last; ) {
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    expect(await lively(page), `conversation at ${at}`).toEqual({ ran: false, problems: [] });
    await expectUncovered(page, FIELD, `composer at ${at}`);
    last = at;
    at = await log.evaluate((area) => {
      area.scrollTop -= area.clientHeight * 2.5;
      return area.scrollTop;
    });
  }
  expect(new URL(page.url()).pathname).toBe(`/chat/${id}`);

  // The same once more, all of it at once.
  await page.goto(`${BASE}/chat/${id}/print`);
  await page.locator('main[data-ready]').waitFor();
  await drawn(page);
  await expectInert(page, 'on paper');
  await expectUncovered(page, 'header button', 'the button of the print');
  expect(complaints).toEqual([]);
});

it('draws every text as text only for guests who have the link', async () => {
  const { token } = await api<{ token: string }>('POST', `/conversations/${made.conversations[0]}/shares`, { branches: false });
  const { page, complaints } = await visit(`/shared/${token}`);
  watched(page, complaints);
  await page.getByText(`Behind ${cases.length - 1}.`).waitFor();
  await page.locator('[data-streamdown="mermaid-block"]').first().waitFor({ state: 'attached' });
  await page.evaluate(() => {
    window.print = () => Object.assign(window, { printed: true });
  });
  await page.getByRole('button', { name: 'Print' }).click();
  await page.waitForFunction(() => 'printed' in window);
  await drawn(page);
  await expectInert(page, 'the shared page');
  await expectUncovered(page, 'header button', 'the button of the guest');
  expect(complaints).toEqual([]);
});

it('draws hostile titles as text only, in the list, above a conversation and in what is found', async () => {
  const { page, complaints } = await visit(`/chat/${made.conversations[2]}`);
  watched(page, complaints);
  const list = page.getByRole('region', { name: 'Conversations' });
  await list.locator('[data-row]').first().waitFor();
  const scroller = list.locator('ul').first().locator('..');
  for (let last = -1, at = 0; at !== last; ) {
    expect(await lively(page), `the list at ${at}`).toEqual({ ran: false, problems: [] });
    last = at;
    at = Math.min(4_000, await scroller.evaluate((area) => ((area.scrollTop += area.clientHeight), area.scrollTop)));
  }
  await page.getByRole('searchbox', { name: 'Search conversations' }).fill('window.__xss');
  await list.locator('mark').first().waitFor();
  await expectInert(page, 'what was found');
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('dialog').getByRole('combobox').fill('__xss');
  await page.getByRole('option').first().waitFor();
  await expectInert(page, 'the palette');
  expect(await page.title()).toContain('Chatbox');
  expect(complaints).toEqual([]);
});

it('draws documents with hostile titles and tags as text only', async () => {
  const room = await makeCollection(line(`Room ${AT} "><img src=x onerror=window.__xss=1>`, 100));
  made.collections.push(room);
  await upload(room, Object.fromEntries(cases.map(({ payload }, at) => [`case-${at}.md`, `# ${line(payload, 20_000)}\n\nCase ${at} in full.\n\n${payload}\n`])));
  const documents = async () => (await api<{ items: { id: string; path: string; state: string }[] }>('GET', `/documents?collection=${room}&limit=200`)).items;
  await expect.poll(async () => (await documents()).filter(({ state }) => state === 'ready' || state === 'failed').length, { timeout: 100_000 }).toBe(cases.length);
  const all = await documents();
  for (const [at, { id }] of all.slice(0, 20).entries()) await fetch(`${BASE}/api/v1/documents/${id}`, { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ tags: [line(cases[at]!.payload, 40)] }) });
  const { page, complaints } = await visit(`/library/${room}`);
  watched(page, complaints);
  await page.getByRole('row').nth(5).waitFor();
  await expectInert(page, 'the list of documents');
  await page.getByText('Grid', { exact: true }).click();
  await page.getByRole('gridcell').nth(5).waitFor();
  await expectInert(page, 'the grid of documents');
  // By the page's own ways: a page that is loaded anew for each would take minutes.
  for (const { id, path, state } of all.filter((one) => one.state === 'ready')) {
    await page.evaluate((to) => history.pushState(null, '', to), `/documents/${id}`);
    await page.getByText(`Case ${/\d+/.exec(path)} in full.`).waitFor();
    expect(await lively(page), `${path}, ${state}`).toEqual({ ran: false, problems: [] });
  }
  expect(complaints).toEqual([]);
});

it('draws hostile names of prompts, folders and collections, and what a citation says, as text only', async () => {
  const names = cases.map(({ payload }) => line(payload, 60)).filter((name, at, all) => name && all.indexOf(name) === at);
  const folders: string[] = [];
  const prompts: string[] = [];
  /** Some names are refused; that is fine, too. */
  const offer = async (path: string, body: object): Promise<string | null> => {
    const answer = await fetch(`${BASE}/api/v1${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    return answer.ok ? ((await answer.json()) as { id: string }).id : null;
  };
  try {
    for (const [at, name] of names.entries()) {
      const folder = at % 3 === 0 ? await offer('/folders', { name, instructions: name }) : null;
      if (folder) folders.push(folder);
      const prompt = await offer('/prompts', { name: `x${AT}${at}`, text: `${cases[at]!.payload.slice(0, 5_000)} {{${name.replace(/[{}=]/g, '')}=x}}` });
      if (prompt) prompts.push(prompt);
      const collection = at % 3 === 1 ? await offer('/collections', { name: `${name} ${at}` }) : null;
      if (collection) made.collections.push(collection);
    }
    expect([folders.length > 5, prompts.length > 5, made.collections.length > 5]).toEqual([true, true, true]);
    const [cited] = await taken([{ title: `Cited ${AT}`, messages: citing(cases.slice(0, 12).map(({ payload }) => payload)) }]);
    made.conversations.push(cited!);
    const { page, complaints } = await visit(`/chat/${cited}`);
    watched(page, complaints);
    const answer = page.getByRole('article', { name: 'Answer' });
    await answer.getByRole('group', { name: 'Sources' }).waitFor();
    await expectInert(page, 'folders, and the sources of an answer');
    await hoverFor(page, answer.locator('button[data-citation]').nth(1), page.locator('blockquote').first());
    await expectInert(page, 'the card of a citation');
    await answer.locator('button[data-citation]').nth(1).click();
    await page.getByRole('complementary', { name: 'Source' }).waitFor();
    await expectInert(page, 'the source that is gone');
    await page.goto(`${BASE}/settings/prompts`);
    await page.getByText(`x${AT}1`).first().waitFor();
    await expectInert(page, 'the prompts');
    await page.goto(`${BASE}/library`);
    await page.getByRole('region', { name: 'Collections' }).getByRole('listitem').nth(5).waitFor();
    await expectInert(page, 'the collections');
    await page.goto(`${BASE}/chat`);
    await page.getByRole('textbox', { name: 'Question' }).pressSequentially(`/x${AT}2`);
    await page.getByRole('option').first().waitFor();
    await expectInert(page, 'the prompts after a slash');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').or(page.locator(FIELD)).first().waitFor();
    await expectInert(page, 'the blanks of a prompt');
    expect(complaints).toEqual([]);
  } finally {
    for (const id of folders) await fetch(`${BASE}/api/v1/folders/${id}`, { method: 'DELETE' });
    for (const id of prompts) await fetch(`${BASE}/api/v1/prompts/${id}`, { method: 'DELETE' });
  }
});

/** An answer whose citations and sources say these texts wherever they say something. */
function citing(texts: string[]): Imported['messages'] {
  const id = (group: number, n: number) => `01900000-0000-7000-800${group}-${String(n).padStart(12, '0')}`;
  const at = (n: number) => ({ document: id(2, n), title: line(texts[n]!, 200), page: 3, start: 0, end: 9 });
  return [
    { id: 'q', role: 'user', content: 'What do they say?' },
    {
      id: 'a',
      parent: 'q',
      role: 'assistant',
      content: texts.map((_, n) => `Sentence ${n}.[^${n + 1}]`).join(' '),
      sources: texts.map((text, n) => ({ ...at(n), number: n + 1, chunk: id(1, n), revision: id(3, n), path: line(text, 100), headings: [text], text, score: 0.5 })),
      citations: texts.map((text, n) => ({ ...at(n), number: n + 1, source: n + 1, quote: text, claim: text, check: { verdict: 'quoted', reason: line(text, 200), score: 1 } })),
    },
  ];
}
