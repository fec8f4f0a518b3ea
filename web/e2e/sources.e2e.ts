import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { api, taken, unique } from './conversations';
import { expectAccessible, hoverFor, library, useHouse, visit } from './house';

useHouse();

interface Known {
  id: string;
  revision: string;
  title: string;
  path: string;
  text: string;
  pages: { number: number; start: number; end: number }[];
}

const GREASED = 'The bearings of the pump are greased every 2,000 hours.';
const SEAL = 'The shaft seal is replaced after three years at the latest.';
const STOP = 'The emergency stop button is mounted on the left side of the control cabinet.';
const documents = new Map<string, Known>();

beforeAll(async () => {
  const { items } = await api<{ items: { id: string; revision: string; title: string; path: string }[] }>('GET', `/documents?collection=${library.id}&limit=200`);
  for (const { id, revision, title, path } of items) {
    const text = await api<{ text: string; pages: Known['pages'] }>('GET', `/documents/${id}/text`);
    documents.set(path, { id, title, path, ...text, revision });
  }
});

function place(path: string, words: string) {
  const known = documents.get(path)!;
  const flat = known.text.replaceAll('\n', ' ');
  expect(flat, path).toContain(words);
  const start = [...flat.slice(0, flat.indexOf(words))].length;
  const end = start + [...words].length;
  const page = known.pages.find((one) => start >= one.start && start < one.end)?.number;
  return { known, start, end, ...(page ? { page } : {}) };
}

function source(number: number, path: string, words: string) {
  const { known, ...span } = place(path, words);
  return { number, chunk: `01900000-0000-7000-8000-00000000010${number}`, document: known.id, revision: known.revision, title: known.title, path, headings: [], ...span, text: words, score: 1 / number };
}

function citation(number: number, from: number, path: string, words: string, claim: string, check: object = { verdict: 'quoted', reason: 'word for word in the source', score: 1 }) {
  const { known, ...span } = place(path, words);
  return { number, source: from, document: known.id, title: known.title, ...span, quote: words, claim, check };
}

/** An answer with two citations that hold, one that was removed, and a sentence without any. */
async function answered(): Promise<string> {
  const content = `The bearings are greased every 2,000 hours.[^1] The stop button is on the left side of the cabinet.[^2] The pump was painted green in the year of its delivery.[^3] Painters like green pumps better than all the others.`;
  const [conversation] = await taken([
    {
      title: unique('Sources'),
      messages: [
        { id: 'q', role: 'user', content: 'How is the pump kept?' },
        {
          id: 'a',
          parent: 'q',
          role: 'assistant',
          content,
          answer: { abstained: false, mode: 'generated', model: 'test', usage: { prompt_tokens: 10, completion_tokens: 10 } },
          sources: [source(1, 'pumps.md', GREASED), source(2, 'manual.pdf', STOP), source(3, 'pumps.md', SEAL)],
          citations: [
            citation(1, 1, 'pumps.md', GREASED, 'The bearings are greased every 2,000 hours.'),
            citation(2, 2, 'manual.pdf', STOP, 'The stop button is on the left side of the cabinet.'),
            citation(3, 3, 'pumps.md', SEAL, 'The pump was painted green.', { verdict: 'unsupported', reason: 'the passage says nothing about paint', score: 0.1 }),
          ],
        } as never,
      ],
    },
  ]);
  return `/chat/${conversation}`;
}

const panel = (page: Page) => page.getByRole('complementary', { name: 'Source' });
const mark = (page: Page, name: RegExp) => page.getByRole('article', { name: 'Answer' }).getByRole('button', { name });

it('tells on hover where a sentence comes from, and opens it on click', async () => {
  const { page, complaints } = await visit(await answered());
  const second = mark(page, /^Source 2/);
  const card = page.locator('[data-radix-popper-content-wrapper]');
  await hoverFor(page, second, card.getByText('page 2'));
  expect(await card.locator('blockquote').innerText()).toBe(STOP);
  await card.getByText('Word for word in the source.').waitFor();
  await expectAccessible(page);

  await second.click();
  const marked = panel(page).locator('mark[data-mark~="passage"]');
  await expect.poll(async () => (await marked.allInnerTexts()).join('')).toBe(STOP);
  expect(await panel(page).getByRole('textbox', { name: 'Page' }).inputValue()).toBe('2');
  await expectAccessible(page);
  expect(complaints).toEqual([]);
});

it('goes through the citations of the answer, from document to document', async () => {
  const { page, complaints } = await visit(await answered());
  await mark(page, /^Source 1/).click();
  const bar = panel(page).getByRole('group', { name: 'Citation' });
  await bar.getByText('Citation 1 of 2, source 1').waitFor();
  const marked = panel(page).locator('mark');
  await expect.poll(async () => (await marked.allInnerTexts()).join('')).toBe(GREASED);
  expect(await bar.getByRole('button', { name: 'Previous citation' }).isDisabled()).toBe(true);

  await bar.getByRole('button', { name: 'Next citation' }).click();
  await bar.getByText('Citation 2 of 2, source 2').waitFor();
  await expect.poll(async () => (await marked.allInnerTexts()).join('')).toBe(STOP);
  // By their keys, too.
  await panel(page).getByRole('heading', { level: 2 }).click();
  await page.keyboard.press('[');
  await expect.poll(async () => (await marked.allInnerTexts()).join('')).toBe(GREASED);
  await page.keyboard.press(']');
  await expect.poll(async () => (await marked.allInnerTexts()).join('')).toBe(STOP);
  expect(complaints).toEqual([]);
});

it('gives the place an address that brings it back', async () => {
  const { page } = await visit(await answered(), { permissions: ['clipboard-read', 'clipboard-write'] });
  await mark(page, /^Source 2/).click();
  await panel(page).locator('mark').first().waitFor();
  await panel(page).getByRole('button', { name: 'Open on its own page' }).click();
  await page.waitForURL(/\/documents\//);
  const alone = page.getByRole('region', { name: 'Pages of the document' });
  await alone.locator('mark').first().waitFor();
  await expect.poll(async () => (await alone.locator('mark').allInnerTexts()).join('')).toBe(STOP);
  await page.reload();
  await alone.locator('mark').first().waitFor();
  const { searchParams } = new URL(page.url());
  expect([searchParams.get('page'), searchParams.get('start') === null, searchParams.get('rev') === null]).toEqual(['2', false, false]);
});

it('explains a citation that was removed, and names what has no source', async () => {
  const { page } = await visit(await answered());
  const removed = mark(page, /^Citation removed/);
  const card = page.locator('[data-radix-popper-content-wrapper]');
  await hoverFor(page, removed, card.getByText('Citation removed'));
  await card.getByText('The passage says nothing about paint.').waitFor();
  await removed.click();
  expect(new URL(page.url()).searchParams.get('doc')).toBeNull();
  await page.mouse.move(0, 0);

  const sources = page.getByRole('article', { name: 'Answer' }).getByRole('group', { name: 'Sources' });
  const without = sources.getByText('2 statements have no source');
  await without.click();
  await sources.getByText('Painters like green pumps better than all the others.').waitFor();
  await sources.getByText('1 more found, not cited').waitFor();
  await expectAccessible(page);
});

it('lists all that was found and opens each passage', async () => {
  const { page } = await visit(await answered());
  await page.getByRole('button', { name: 'More for this answer' }).click();
  await page.getByRole('menuitem', { name: 'Why this answer' }).click();
  const why = page.getByRole('complementary', { name: 'Why this answer' });
  await why.getByText('3 passages').waitFor();
  await why.getByText('2 statements').waitFor();
  await why.getByRole('heading', { name: 'Passages, best first' }).waitFor();
  expect(await why.getByText(/^Cited as/).count()).toBe(2);
  await expectAccessible(page);
  await why.getByRole('button').filter({ hasText: SEAL }).last().click();
  await expect.poll(async () => (await panel(page).locator('mark').allInnerTexts()).join('')).toBe(SEAL);
});
