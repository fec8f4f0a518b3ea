import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { api } from './conversations';
import { docx, pdf } from './documents';
import { expectAccessible, focused, makeCollection, upload, useHouse, visit } from './house';

useHouse();

const PAGES = 40;
const STOP = 'The emergency stop button is mounted on the left side of the control cabinet.';
const BOOK = pdf(
  Array.from({ length: PAGES }, (_, page) => [
    `Chapter ${page + 1}`,
    ...Array.from({ length: 20 }, (_line, line) => `Line ${line + 1} of page ${page + 1} speaks of pumps and valves.`),
    ...(page === 6 ? [STOP] : []),
    ...(page === 29 ? ['Here the caf\\351 is mentioned, and the EMERGENCY STOP once more.'] : []),
  ]),
  {
    links: [
      { on: 1, to: 12 },
      { on: 1, to: 'https://example.org/pumps' },
      { on: 1, to: 'javascript:alert(1)' },
    ],
    outline: Array.from({ length: PAGES }, (_, page) => ({ title: `Chapter ${page + 1} of the book`, page: page + 1 })),
  },
);
const ROWS = 20_000;
const TABLE = `id,name,city,amount\n${Array.from({ length: ROWS }, (_, row) => `${row + 1},Pump ${row + 1},"Basel, West",${(row * 7919) % 1000}`).join('\n')}\n`;
const CODE = Array.from({ length: 3_000 }, (_, line) => (line % 3 === 0 ? `def pump_${line}(pressure):` : line % 3 === 1 ? `    return pressure > ${line}` : '')).join('\n');
const NOTES = `---
title: Notes on pumps
---
# Notes on pumps

Read *this* first.

## Cavitation

Cavitation happens when the **pressure** falls below the vapour pressure &amp; the pump rattles.

![a picture](http://127.0.0.1:9/picture.png)

| Part | Interval |
|---|---|
| Bearing | 2,000 hours |

${Array.from({ length: 60 }, (_, at) => `Paragraph ${at + 1} fills the page with words about nothing in particular.`).join('\n\n')}

## Seals

The seal is changed after three years.
`;
const JSON_FILE = JSON.stringify({ pump: { name: 'P1', limits: [1, 2, 3], note: 'The limit is twelve bar.' } });

let room = '';
const ids = new Map<string, string>();
const texts = new Map<string, string>();

beforeAll(async () => {
  room = await makeCollection(`Viewer ${Date.now()}`);
  await upload(room, { 'book.pdf': BOOK, 'rows.csv': TABLE, 'code.py': CODE, 'notes.md': NOTES, 'limits.json': JSON_FILE, 'letter.docx': docx(['Dear reader', 'The meeting is on the ninth of May.', 'Yours']), 'broken.pdf': '%PDF-1.4\nnothing more', 'locked.pdf': pdf([['Secret']], { locked: true }) });
  for (const deadline = Date.now() + 200_000; ; await sleep(300)) {
    const { items } = await api<{ items: { id: string; path: string; state: string }[] }>('GET', `/documents?collection=${room}&limit=200`);
    for (const { id, path } of items) ids.set(path, id);
    if (items.length === 8 && items.every(({ state }) => state === 'ready' || state === 'failed')) break;
    expect(Date.now(), items.map(({ path, state }) => `${path} ${state}`).join(', ')).toBeLessThan(deadline);
  }
  for (const [path, id] of ids) if (!/broken|locked/.test(path)) texts.set(path, (await api<{ text: string }>('GET', `/documents/${id}/text`)).text);
});

afterAll(() => api('DELETE', `/collections/${room}`));

/** Opens a document, at the words if there are any. */
async function open(path: string, words?: string, options: BrowserContextOptions & { page?: number } = {}) {
  const { page: number, ...rest } = options;
  const query = new URLSearchParams();
  if (words) {
    const text = texts.get(path)!;
    const start = [...text.slice(0, text.indexOf(words))].length;
    expect(text.includes(words), words).toBe(true);
    query.set('start', String(start));
    query.set('end', String(start + [...words].length));
  }
  if (number) query.set('page', String(number));
  return visit(`/documents/${ids.get(path)}?${query}`, rest);
}

const pages = (page: Page) => page.getByRole('region', { name: 'Pages of the document' });
const text = (page: Page) => page.getByRole('region', { name: 'Text of the document' });
const pageField = (page: Page) => page.getByRole('textbox', { name: 'Page' });
const pageOfAddress = (page: Page) => new URL(page.url()).searchParams.get('page');

async function search(page: Page, words: string) {
  await page.keyboard.press('Control+f');
  const bar = page.getByRole('search', { name: 'Find in the document' });
  await bar.getByRole('searchbox').fill(words);
  return bar;
}

async function expectInView(inner: Locator, outer: Locator) {
  await expect.poll(async () => {
    const [part, view] = [await inner.boundingBox(), await outer.boundingBox()];
    return part && view ? part.y >= view.y - 1 && part.y + part.height <= view.y + view.height + 1 && part.x < view.x + view.width && part.x + part.width > view.x : false;
  }).toBe(true);
}

it('scrolls through all pages of a PDF, with the passage marked and the page in the address', async () => {
  const { page, complaints } = await open('book.pdf', STOP, { page: 7 });
  const mark = pages(page).locator('mark[data-mark="passage"]').first();
  await mark.waitFor();
  await expectInView(mark, pages(page));
  await expect.poll(async () => (await pages(page).locator('mark').allInnerTexts()).join('')).toBe(STOP);
  await expectAccessible(page);
  expect(await pageField(page).inputValue()).toBe('7');
  await page.getByText(`of ${PAGES}`).waitFor();

  // The address follows who scrolls, and brings back where one was.
  await pages(page).hover();
  for (let turn = 0; turn < 6; turn += 1) await page.mouse.wheel(0, 900);
  let reached: string | null = '';
  // A wheel rolls out.
  await expect
    .poll(async () => {
      reached = pageOfAddress(page);
      await page.waitForTimeout(500);
      return Number(reached) > 8 && pageOfAddress(page) === reached && (await pageField(page).inputValue()) === reached;
    })
    .toBe(true);
  expect(await pages(page).locator('canvas').count()).toBeLessThan(8);

  await page.getByRole('button', { name: 'Next page' }).click();
  await expect.poll(() => pageOfAddress(page)).toBe(String(Number(reached) + 1));
  await pageField(page).fill('40');
  await page.keyboard.press('Enter');
  await expect.poll(() => pageOfAddress(page)).toBe('40');
  await pages(page).getByText('Chapter 40').waitFor();
  await page.reload();
  await mark.waitFor();
  expect(complaints).toEqual([]);
});

it('opens a PDF at the page of the address', async () => {
  const { page } = await open('book.pdf', undefined, { page: 23 });
  await pages(page).getByText('Chapter 23').waitFor();
  await page.waitForTimeout(800);
  expect(await pageField(page).inputValue()).toBe('23');
  expect(pageOfAddress(page)).toBe('23');
  await expectAccessible(page);
});

it('zooms and turns a PDF, and keeps the marks', async () => {
  const { page, complaints } = await open('book.pdf', STOP, { page: 7 });
  const mark = pages(page).locator('mark').first();
  await mark.waitFor();
  const zoom = page.getByRole('status', { name: 'Zoom' });
  const before = await zoom.innerText();
  await page.getByRole('button', { name: 'Larger' }).click();
  await page.getByRole('button', { name: 'Larger' }).click();
  await expect.poll(() => zoom.innerText()).not.toBe(before);
  await expectInView(mark, pages(page));
  await page.getByRole('button', { name: 'Fit to width' }).click();
  await pages(page).hover();
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, 300);
  await page.keyboard.up('Control');
  await page.getByRole('button', { name: 'Rotate' }).click();
  await mark.waitFor();
  // Upright: higher than wide. Its page lies on the side.
  await expect.poll(async () => {
    const box = await mark.boundingBox();
    return box ? box.height > box.width : false;
  }).toBe(true);
  const paper = (await pages(page).locator('[data-page="7"]').boundingBox())!;
  expect(paper.width).toBeGreaterThan(paper.height);
  const box = (await mark.boundingBox())!;
  expect(box.x).toBeGreaterThanOrEqual(paper.x);
  expect(box.x + box.width).toBeLessThanOrEqual(paper.x + paper.width);
  expect(complaints).toEqual([]);
});

it('shows thumbnails that the keyboard reaches', async () => {
  const { page } = await open('book.pdf', undefined, { page: 3 });
  await pages(page).getByText('Chapter 3', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Thumbnails' }).click();
  const strip = page.getByRole('navigation', { name: 'Thumbnails' });
  const current = strip.locator('[aria-current="page"]');
  expect(await current.getAttribute('aria-label')).toBe('Page 3');
  await strip.locator('canvas').first().waitFor();
  await current.focus();
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => pageOfAddress(page)).toBe('4');
  await expect.poll(() => focused(page)).toBe('Page 4');
  await page.keyboard.press('End');
  await expect.poll(() => focused(page)).toBe(`Page ${PAGES}`);
  await pages(page).getByText(`Chapter ${PAGES}`).waitFor();
  expect(await strip.getByRole('button').count()).toBeLessThan(PAGES);
  await expectAccessible(page);
});

it('follows the links and the outline of a PDF', async () => {
  const { page, complaints } = await open('book.pdf');
  const inside = pages(page).getByRole('button', { name: 'Go to page 12' });
  await inside.waitFor();
  const links = pages(page).locator('[data-page="1"]').getByRole('link');
  expect(await Promise.all((await links.all()).map((link) => link.getAttribute('href')))).toEqual(['https://example.org/pumps']);
  expect(await links.first().getAttribute('rel')).toContain('noopener');
  await expectAccessible(page);
  await inside.click();
  await expect.poll(() => pageOfAddress(page)).toBe('12');
  // The link leads to the middle of that page.
  const twelfth = pages(page).locator('[data-page="12"]');
  await expect.poll(async () => ((await pages(page).boundingBox())!.y - (await twelfth.boundingBox())!.y) / (await twelfth.boundingBox())!.height).toBeGreaterThan(0.4);

  await page.getByRole('button', { name: 'Thumbnails' }).click();
  await page.getByText('Outline', { exact: true }).click();
  const outline = page.getByRole('navigation', { name: 'Outline' });
  await outline.getByRole('button', { name: 'Chapter 5 of the book' }).click();
  await expect.poll(() => pageOfAddress(page)).toBe('5');
  await pages(page).getByText('Chapter 5', { exact: true }).waitFor();
  await expectAccessible(page);
  expect(complaints).toEqual([]);
});

it('says that a PDF is protected with a password', async () => {
  const { page } = await open('locked.pdf');
  const alert = page.getByRole('alert');
  await alert.getByText('It is protected with a password.').waitFor();
  await alert.getByRole('link', { name: 'Download' }).waitFor();
});

it('searches all pages of a PDF', async () => {
  const { page } = await open('book.pdf');
  await pages(page).getByText('Chapter 1', { exact: true }).waitFor();
  const bar = await search(page, 'emergency stop');
  await bar.getByText('1 of 2').waitFor();
  const current = pages(page).locator('mark[data-mark~="current"]');
  await current.waitFor();
  expect(await pageField(page).inputValue()).toBe('7');
  await page.keyboard.press('Enter');
  await bar.getByText('2 of 2').waitFor();
  await expect.poll(() => current.allInnerTexts()).toEqual(['EMERGENCY STOP']);
  await expectInView(current, pages(page));
  await page.keyboard.press('Enter');
  await bar.getByText('1 of 2').waitFor();
  await page.keyboard.press('Shift+Enter');
  await bar.getByText('2 of 2').waitFor();
  await bar.getByRole('searchbox').fill('CAFE');
  await bar.getByText('1 of 1').waitFor();
  await bar.getByRole('searchbox').fill('no such words');
  await bar.getByText('No match').waitFor();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await bar.waitFor({ state: 'detached' });
  expect(await pages(page).locator('mark').count()).toBe(0);
});

it('says what the passage reads where a page does not hold it', async () => {
  const { page } = await open('book.pdf', STOP, { page: 7 });
  await pages(page).locator('mark').first().waitFor();
  // The text of another revision: the picture says something else.
  await page.route('**/text*', async (route) => {
    const answer = await route.fetch();
    const body = (await answer.json()) as { text: string };
    await route.fulfill({ response: answer, json: { ...body, text: body.text.replace(STOP, 'Quite another sentence without any counterpart stands at this very place now'.padEnd(STOP.length, '.')) } });
  });
  await page.reload();
  await page.getByText('The passage could not be marked on the page. It reads:').waitFor();
  await page.getByText('Quite another sentence').waitFor();
});

it('says that a PDF is broken and offers it as a download', async () => {
  const { page } = await open('broken.pdf');
  const alert = page.getByRole('alert');
  await alert.waitFor();
  await alert.getByRole('link', { name: 'Download' }).waitFor();
  await expectAccessible(page);
});

it('shows a table of 20,000 rows, of which only those in view are drawn', async () => {
  const { page, complaints } = await open('rows.csv', '15000,Pump 15000,"Basel, West"');
  const table = page.getByRole('table', { name: 'Table' });
  expect(await table.getAttribute('aria-rowcount')).toBe(String(ROWS + 1));
  const cited = table.locator('[data-cited]');
  await cited.waitFor();
  expect(await cited.getAttribute('aria-rowindex')).toBe('15001');
  await expectInView(cited, text(page));
  expect(await cited.locator('mark').allInnerTexts()).toEqual(['15000', 'Pump 15000', 'Basel, West', String((14_999 * 7919) % 1000)]);
  expect(await table.getByRole('row').count()).toBeLessThan(120);
  await table.getByRole('columnheader', { name: 'name' }).waitFor();
  await expectAccessible(page);

  const bar = await search(page, 'pump 19999');
  await bar.getByText('1 of 1').waitFor();
  await table.locator('mark[data-mark~="current"]').waitFor();
  await page.keyboard.press('Escape');

  // By number, downwards, then as the file has it.
  const amount = table.getByRole('button', { name: 'amount' });
  const first = table.getByRole('row').nth(1);
  await amount.click();
  await amount.click();
  // Sorting keeps the cited row in view, a moment later on a busy machine.
  const atTop = () => text(page).evaluate((area) => area.scrollTo({ top: 0 }));
  await expect.poll(async () => (await atTop(), first.innerText())).toMatch(/999$/);
  expect(await table.getByRole('columnheader', { name: 'amount' }).getAttribute('aria-sort')).toBe('descending');
  await amount.click();
  await expect.poll(async () => (await atTop(), first.getAttribute('aria-rowindex'))).toBe('2');
  expect(complaints).toEqual([]);
});

it('renders Markdown with the passage marked, or shows its text', async () => {
  const { page, complaints } = await open('notes.md', 'Cavitation happens when the **pressure** falls below the vapour pressure &amp; the pump rattles.');
  const marks = text(page).locator('mark');
  await marks.first().waitFor();
  expect((await marks.allInnerTexts()).join('')).toBe('Cavitation happens when the pressure falls below the vapour pressure & the pump rattles.');
  await text(page).getByRole('heading', { name: 'Cavitation', level: 4 }).waitFor();
  await text(page).getByRole('table').waitFor();
  expect(await text(page).getByText('title: Notes').count()).toBe(0);
  await expectAccessible(page);
  await page.getByRole('radio', { name: 'Text' }).check({ force: true });
  await text(page).getByText('title: Notes on pumps').waitFor();
  expect(await marks.first().innerText()).toContain('**pressure**');
  await expectInView(marks.first(), text(page));
  await page.reload();
  await text(page).getByText('title: Notes on pumps').waitFor();
  await page.getByRole('radio', { name: 'Rendered' }).check({ force: true });
  await text(page).getByRole('table').waitFor();

  const bar = await search(page, 'SEAL');
  await bar.getByText('1 of 2').waitFor();
  await page.keyboard.press('Enter');
  await bar.getByText('2 of 2').waitFor();
  await expectInView(text(page).getByText('The seal is changed'), text(page));
  expect(await page.evaluate(() => CSS.highlights.get('viewer-hit')?.size)).toBe(2);
  expect(complaints).toEqual([]);
});

it('falls back to the text where the passage does not show in what is rendered', async () => {
  const { page } = await open('notes.md', 'title: Notes on pumps');
  await text(page).locator('mark').first().waitFor();
  expect(await text(page).locator('mark').first().innerText()).toBe('title: Notes on pumps');
  expect(await page.getByRole('radio', { name: 'Text' }).isChecked()).toBe(true);
});

it('shows code with its lines and colours, and the passage in view', async () => {
  const { page, complaints } = await open('code.py', 'def pump_2400(pressure):\n    return pressure > 2401');
  const mark = text(page).locator('mark').first();
  await mark.waitFor();
  await expectInView(mark, text(page));
  await text(page).locator('[data-line="2401"]').waitFor();
  await expect.poll(() => text(page).locator('span[style*="color"]').count()).toBeGreaterThan(5);
  await expect.poll(async () => (await text(page).locator('mark').allInnerTexts()).join('')).toBe('def pump_2400(pressure):    return pressure > 2401');
  expect(await text(page).locator('[data-line]').count()).toBeLessThan(200);
  const wrap = page.getByRole('button', { name: 'Wrap long lines' });
  await wrap.click();
  expect(await wrap.getAttribute('aria-pressed')).toBe('true');
  await expectAccessible(page);
  const bar = await search(page, 'pump_0(');
  await bar.getByText('1 of 1').waitFor();
  await text(page).locator('[data-line="1"]').waitFor();
  expect(complaints).toEqual([]);
});

it('shows JSON laid out, with the right place marked', async () => {
  const { page } = await open('limits.json', 'The limit is twelve bar.');
  await text(page).locator('mark').first().waitFor();
  expect((await text(page).locator('mark').allInnerTexts()).join('')).toBe('The limit is twelve bar.');
  await text(page).locator('[data-line="3"]').waitFor();
});

it('shows the text of a Word document and searches it', async () => {
  const { page } = await open('letter.docx', 'The meeting is on the ninth of May.');
  expect(await text(page).locator('mark').first().innerText()).toBe('The meeting is on the ninth of May.');
  const bar = await search(page, 'dear READER');
  await bar.getByText('1 of 1').waitFor();
  await expectAccessible(page);
});

it.each(['dark', 'light'] as const)('is a sheet on a phone, %s, with the passage large enough to read', async (colorScheme) => {
  const { page, complaints } = await visit(`/library/${room}?doc=${ids.get('book.pdf')}&page=7&start=${texts.get('book.pdf')!.indexOf(STOP)}&end=${texts.get('book.pdf')!.indexOf(STOP) + STOP.length}`, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, colorScheme });
  const sheet = page.getByRole('dialog', { name: 'Source' });
  const mark = sheet.locator('mark').first();
  await mark.waitFor();
  await expect.poll(async () => (await mark.boundingBox())!.height).toBeGreaterThanOrEqual(11);
  await expectInView(mark, pages(page));
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  for (const name of ['Thumbnails', 'Larger', 'Fit to width', 'Rotate']) {
    const box = (await sheet.getByRole('button', { name }).boundingBox())!;
    expect(box.x + box.width, name).toBeLessThanOrEqual(390);
  }
  await sheet.getByRole('button', { name: 'Larger' }).click();
  await sheet.getByRole('button', { name: 'Thumbnails' }).click();
  await sheet.getByRole('navigation', { name: 'Thumbnails' }).getByRole('button', { name: 'Page 8' }).click();
  await expect.poll(() => pageOfAddress(page)).toBe('8');
  await expectAccessible(page);
  expect(complaints).toEqual([]);
});
