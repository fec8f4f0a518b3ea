import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { api, taken, unique } from './conversations';
import { connectEcho } from './echo';
import { ask, BASE, finished, focused, library, makeCollection, makeConversation, PATIENCE, useHouse, visit } from './house';

useHouse();

/** More stops than any way through a page should have. */
const FARTHEST = 80;

/** Goes on with Tab until what has the focus is called so. Returns its name. */
async function tabTo(page: Page, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<string> {
  const passed: string[] = [];
  for (let step = 0; step < FARTHEST; step += 1) {
    const here = await focused(page);
    if (name.test(here)) return here;
    passed.push(here.slice(0, 40));
    await page.keyboard.press(key);
  }
  throw new Error(`nothing called ${name} on the way: ${passed.join(' | ')}`);
}

/** Opens the menu that has the focus and takes an item by its first letters, as people do. */
async function takeItem(page: Page, item: string): Promise<void> {
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: item }).waitFor();
  for (let step = 0; step < 20; step += 1) {
    const here = await focused(page);
    if (here === item) break;
    await page.keyboard.press('ArrowDown');
    // The menu moves the focus a moment later; the first key may come before it is open.
    await expect.poll(() => focused(page), { timeout: 2_000 }).not.toBe(here).catch(() => {});
  }
  expect(await focused(page)).toBe(item);
  await page.keyboard.press('Enter');
}

async function undo(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  // The key of the messages at the edge of the page.
  await page.keyboard.press('Alt+t');
  await tabTo(page, /^Undo$/);
  await page.keyboard.press('Enter');
}

it('does the main job without a pointer', async () => {
  const [from, to] = [unique('Keys'), unique('Other')];
  const shelf = await makeCollection(from);
  const other = await makeCollection(to);
  const paths = async (id: string) => (await api<{ items: { path: string }[] }>('GET', `/documents?collection=${id}`)).items.map(({ path }) => path);
  const { page, complaints } = await visit(await makeConversation());

  // Ask.
  await expect.poll(() => focused(page)).toBe('Question');
  await page.keyboard.type('When does cavitation happen?');
  await page.keyboard.press('Enter');
  await finished(page);
  await expect.poll(() => focused(page)).toBe('Question');

  // Open a citation, and come back to it.
  const mark = await tabTo(page, /^Source \d+: /, 'Shift+Tab');
  await page.keyboard.press('Enter');
  const source = page.getByRole('complementary', { name: 'Source' });
  await source.locator('mark').first().waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('aside')?.getAttribute('aria-label'))).toBe('Source');
  await page.keyboard.press('Escape');
  await source.waitFor({ state: 'detached' });
  await expect.poll(() => focused(page)).toBe(mark);

  // Into the library, and into a collection.
  await page.keyboard.press('g');
  await page.keyboard.press('l');
  await page.waitForURL(/\/library$/);
  await page.getByRole('link', { name: new RegExp(from) }).waitFor();
  await tabTo(page, new RegExp(from), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: from }).waitFor();

  // Add a file.
  await page.getByText('No documents yet').waitFor();
  const chooser = page.waitForEvent('filechooser');
  await tabTo(page, /^Add files$/);
  await page.keyboard.press('Enter');
  await (await chooser).setFiles([{ name: 'roof.txt', mimeType: 'text/plain', buffer: Buffer.from('The roof is mended in autumn.') }]);
  const row = page.getByRole('row').filter({ hasText: 'roof' });
  await row.getByText('Ready').waitFor({ timeout: PATIENCE });

  // Rename.
  await tabTo(page, /^Actions for roof/);
  await takeItem(page, 'Rename');
  await page.getByRole('textbox', { name: 'Path' }).waitFor();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('house/roof.txt');
  await page.keyboard.press('Enter');
  await expect.poll(() => paths(shelf)).toEqual(['house/roof.txt']);
  await row.getByText('Ready').waitFor({ timeout: PATIENCE });

  // Move, and take it back.
  await tabTo(page, /^Actions for /);
  await tabTo(page, /^Actions for .*roof/);
  await takeItem(page, 'Move to collection');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: to }).waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null)).toBe(true);
  for (let step = 0; step < FARTHEST && (await page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.type)) !== 'radio'; step += 1) await page.keyboard.press('Tab');
  for (let step = 0; step < FARTHEST && !(await dialog.getByRole('radio', { name: to }).isChecked()); step += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(() => paths(other)).toEqual(['house/roof.txt']);
  await undo(page);
  await expect.poll(() => paths(shelf), { timeout: PATIENCE }).toEqual(['house/roof.txt']);

  // Delete, and take it back.
  await row.waitFor();
  await row.getByText('Ready').waitFor({ timeout: PATIENCE });
  await tabTo(page, /^Actions for .*roof/);
  await takeItem(page, 'Delete');
  await row.waitFor({ state: 'detached' });
  await undo(page);
  await row.waitFor();
  await expect.poll(() => focused(page)).not.toBe('');

  // Settings.
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await page.getByRole('heading', { level: 1, name: 'Models' }).waitFor();
  expect(complaints).toEqual([]);
  for (const id of [shelf, other]) await api('DELETE', `/collections/${id}`);
});

/** The page as a screen reader has it: one line per thing, indented as they stand in each other. */
const tree = (page: Page) => page.locator('body').ariaSnapshot();

const CONTROL = /^\s*- '?(?:button|link|textbox|searchbox|combobox|checkbox|radio|switch|tab|menuitem|slider|spinbutton|option)\b(.*)$/;

function expectReadable(words: string, where: string): void {
  const lines = words.split('\n');
  const nameless = lines.filter((text) => CONTROL.test(text) && !/^ ["/]/.test(CONTROL.exec(text)![1]!));
  expect(nameless, `${where}: controls without a name`).toEqual([]);
  for (const landmark of ['navigation', 'main']) expect(lines.filter((text) => new RegExp(`^\\s*- '?${landmark}\\b`).test(text)).length, `${where}: ${landmark}`).toBeGreaterThanOrEqual(1);
  expect(lines.filter((text) => /^\s*- '?main\b/.test(text)), where).toHaveLength(1);
  const levels = lines.flatMap((text) => /- '?heading\b.*\[level=(\d)\]/.exec(text)?.slice(1).map(Number) ?? []);
  expect(levels.filter((level) => level === 1), `${where}: one heading of the page`).toEqual([1]);
  const jumps = levels.filter((level, at) => at > 0 && level > levels[at - 1]! + 1);
  expect(jumps, `${where}: levels of headings ${levels.join(' ')}`).toEqual([]);
  expect(lines.filter((text) => /- '?heading( \[|:|$)/.test(text)), `${where}: headings without words`).toEqual([]);
}

it('reads well to a screen reader: landmarks, headings, names', async () => {
  const path = await makeConversation();
  const { page } = await visit(path);
  await ask(page, 'How can cavitation be avoided?');
  const answer = await finished(page);
  expectReadable(await tree(page), 'a conversation');
  await answer.locator('button[data-citation]').first().click();
  await page.getByRole('complementary', { name: 'Source' }).locator('mark').first().waitFor();
  const beside = await tree(page);
  expectReadable(beside, 'a conversation with its source');
  expect(beside).toMatch(/- complementary "Source"/);
  const documents = await api<{ items: { id: string }[] }>('GET', `/documents?collection=${library.id}`);
  for (const to of ['/chat', '/library', `/library/${library.id}`, `/documents/${documents.items[0]!.id}`, '/settings/models', '/settings/appearance', '/settings/shortcuts', '/settings/prompts', '/settings/data', '/settings/status', '/welcome/start', '/welcome/files']) {
    await page.goto(BASE + to);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await expect.poll(() => page.getByRole('status').filter({ hasText: /^Loading/ }).count()).toBe(0);
    if (to.startsWith('/library')) await page.getByRole('grid').waitFor();
    expectReadable(await tree(page), to);
  }
});

it('says an answer in sentences while it comes, and that it is over', async () => {
  const path = await makeConversation();
  const sentences = ['The first sentence is rather short.', 'The second one has **marks** in it.', 'Is the third a question?', 'The last ends here.'];
  const echo = await connectEcho(() => sentences.join(' '), 60);
  try {
    const { page } = await visit(path);
    await page.evaluate(() => {
      const said: string[] = [];
      Object.assign(window, { said });
      new MutationObserver(() => {
        for (const region of document.querySelectorAll('main [aria-live="polite"]')) {
          const text = region.textContent?.trim() ?? '';
          if (text && said.at(-1) !== text) said.push(text);
        }
      }).observe(document.body, { childList: true, characterData: true, subtree: true });
    });
    await ask(page, 'Say something');
    await finished(page);
    const said = () => page.evaluate(() => (window as unknown as { said: string[] }).said);
    await expect.poll(async () => (await said()).join(' ')).toContain('Answer finished.');
    const heard = await said();
    expect(heard.filter((text) => !/[.?!]$/.test(text))).toEqual([]);
    expect(heard.join(' ')).toBe(`${sentences.join(' ').replaceAll('**', ' ').replace(/\s+/g, ' ')} Answer finished.`);
  } finally {
    await echo.close();
  }
});

it('fits at 200 %: nothing to scroll sideways, nothing out of reach', async () => {
  // 1440 x 900 at 200 %.
  const [id] = await taken([{ title: unique('Zoomed'), messages: [{ id: 'q', role: 'user', content: 'What is it?' }, { id: 'a', parent: 'q', role: 'assistant', content: `A table and code.\n\n| a | b |\n|---|---|\n| ${'wide '.repeat(60)} | x |\n\n\`\`\`js\n${'long '.repeat(60)}\n\`\`\`\n` }] }]);
  const documents = await api<{ items: { id: string }[] }>('GET', `/documents?collection=${library.id}`);
  const { page } = await visit('/chat', { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 });
  const places = ['/chat', `/chat/${id}`, '/library', `/library/${library.id}`, `/documents/${documents.items[0]!.id}`, '/settings/models', '/settings/appearance', '/settings/shortcuts', '/settings/status', '/settings/data', '/welcome/files'];
  for (const to of places) {
    await page.goto(BASE + to);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), { message: to }).toBeLessThanOrEqual(0);
    // What ends beyond the edge of the page and cannot be scrolled to.
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('main :is(button, a, input, select, textarea)')]
        .filter((element) => element.checkVisibility({ checkOpacity: true }) && !element.closest('.overflow-x-auto, [role="grid"], .sr-only') && element.getBoundingClientRect().right > window.innerWidth + 1)
        .map((element) => element.outerHTML.slice(0, 100)),
    );
    expect(cut, to).toEqual([]);
  }
  await page.goto(`${BASE}/chat/${id}`);
  const field = page.getByRole('textbox', { name: 'Question' });
  await field.fill('Several\nlines\nof\na\nquestion');
  const box = (await page.getByRole('button', { name: 'Send' }).boundingBox())!;
  expect(box.y + box.height).toBeLessThanOrEqual(450);
});
