import { expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { ask, BASE, expectAccessible, finished, library, makeConversation, useHouse, visit } from './house';

useHouse();

const PAGES = [
  '/chat',
  '/library',
  '/settings/models',
  '/settings/appearance',
  '/settings/notifications',
  '/settings/shortcuts',
  '/settings/prompts',
  '/settings/shares',
  '/settings/data',
  '/settings/status',
  '/settings/about',
  '/welcome/start',
  '/welcome/files',
  '/nowhere',
];

/** Names that are the same in every language. */
const NAMES = /\b(Chatbox|Ollama|LM Studio|llama\.cpp|OpenAI|Markdown|English|Deutsch|PDF|HTML|CSV|JSON|MIT|Apache)\b/g;

/**
 * Every word that is seen or read out. What people and the server brought is left out: it is marked with `lang`, `translate="no"` or `bdi`,
 * or stands in a list of `data` texts.
 */
async function words(page: Page, data: readonly string[]): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const found: string[] = [];
    const foreign = '[translate="no"], bdi, code, kbd, time, pre, .sr-only[aria-live], html [lang]';
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!element || element.closest(`script, style, noscript, ${foreign}`)) continue;
      if (element.checkVisibility()) found.push(node.textContent ?? '');
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
      if (element.closest(foreign)) continue;
      for (const name of ['aria-label', 'title', 'placeholder']) found.push(element.getAttribute(name) ?? '');
    }
    return found;
  });
  return texts
    .map((text) => data.reduce((rest, one) => rest.replaceAll(one, ''), text).replace(NAMES, '').replace(/https?:\S+|\b(application|text|image)\/[\w.+-]+/g, '').trim())
    .filter((text) => text !== '');
}

/** All of them: other tests bring in hundreds. */
async function everyConversation(read: (path: string) => Promise<unknown>): Promise<{ items: { title: string }[] }> {
  const items: { title: string }[] = [];
  let cursor = '';
  do {
    const page = (await read(`/api/v1/conversations?limit=200${cursor && `&cursor=${cursor}`}`)) as { items: { title: string }[]; next?: string };
    items.push(...page.items);
    cursor = page.next ?? '';
  } while (cursor);
  return { items };
}

/** Names that the server holds. */
async function serverNames(): Promise<string[]> {
  const read = async (path: string) => (await fetch(BASE + path)).json();
  const [collections, documents, conversations, models] = (await Promise.all([
    read('/api/v1/collections'),
    read('/api/v1/documents?limit=200'),
    everyConversation(read),
    read('/api/v1/models'),
  ])) as [{ name: string }[], { items: { title: string; path: string }[] }, { items: { title: string }[] }, { name: string; id: string }[]];
  const all = [
    ...collections.map(({ name }) => name),
    ...documents.items.flatMap(({ title, path }) => [title, path]),
    ...conversations.items.map(({ title }) => title),
    ...models.flatMap(({ name, id }) => [name, id]),
  ];
  // Longer ones first, or a name within a name would leave half of it.
  return [...new Set(all)].filter(Boolean).sort((a, b) => b.length - a.length);
}

/** A profile that speaks this language. */
async function speaking(language: string, path: string) {
  const seen = await visit('/settings/about');
  await seen.page.addInitScript((one) => localStorage.setItem('chatbox.language', one), language);
  await seen.page.goto(BASE + path);
  return seen;
}

it('has no word in the code that was not marked for translation: all are pseudo-words, and the page is mirrored', async () => {
  const { page } = await speaking('ar-XB', '/chat');
  const names = await serverNames();
  for (const path of [...PAGES, `/library/${library.id}`]) {
    await page.goto(BASE + path);
    await page.getByRole('heading').first().waitFor();
    await page.waitForLoadState('networkidle');
    // Pseudo-words have accents on nearly every letter: three plain ones in a row are English.
    const plain = (await words(page, names)).filter((text) => /[a-z]{3}/i.test(text));
    expect(plain, path).toEqual([]);
    const box = await page.getByRole('navigation').first().boundingBox();
    expect(box!.x, `the rail of ${path} stands on the right`).toBeGreaterThan(640);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), path).toBe(true);
  }
});

it('works from right to left: question, answer, source, palette', async () => {
  const conversation = await makeConversation();
  const { page } = await speaking('ar-XB', conversation);
  const question = page.getByRole('textbox').last();
  await question.fill('How can cavitation be avoided?');
  await page.keyboard.press('Enter');
  await page.locator('button[data-citation]').first().waitFor({ timeout: 90_000 });
  await expectAccessible(page);
  await page.locator('button[data-citation]').first().click();
  await page.locator('aside mark').first().waitFor();
  const panel = await page.locator('aside').last().boundingBox();
  expect(panel!.x, 'the panel stands on the left').toBeLessThan(100);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').waitFor();
  await expectAccessible(page);
});

it('speaks German: no sentence is left in English', async () => {
  const english = await visit('/settings/about', { locale: 'en-GB' });
  const german = await visit('/settings/about', { locale: 'de-DE' });
  await expect.poll(() => german.page.evaluate(() => document.documentElement.lang)).toBe('de');
  const names = await serverNames();
  for (const path of PAGES) {
    const said: string[][] = [];
    for (const { page } of [english, german]) {
      await page.goto(BASE + path);
      await page.getByRole('heading').first().waitFor();
      await page.waitForLoadState('networkidle');
      said.push(await words(page, names));
    }
    // Single words may be the same in both languages; two in a row are not.
    const same = said[1]!.filter((text) => /[a-z]{2,}\W+[a-z]{2,}/i.test(text) && said[0]!.includes(text));
    expect(same, path).toEqual([]);
  }
});

it('follows the browser until somebody chooses, and changes without losing what is going on', async () => {
  const { page } = await visit(await makeConversation(), { locale: 'de-AT' });
  const language = () => page.evaluate(() => document.documentElement.lang);
  await expect.poll(language).toBe('de');
  await page.goto(`${BASE}/settings/appearance`);
  await page.getByText('English').click();
  await expect.poll(language).toBe('en');
  await page.getByRole('heading', { level: 1, name: 'Appearance and language' }).waitFor();
  await page.getByRole('link', { name: 'Chat', exact: true }).click();
  await page.getByRole('textbox', { name: 'Question' }).waitFor();
  await page.reload();
  await page.getByRole('textbox', { name: 'Question' }).waitFor();
  expect(await language()).toBe('en');
});

it('shows problems of the server in the language of the page', async () => {
  const { page } = await visit(await makeConversation());
  await ask(page, 'How often are the bearings greased?');
  await finished(page);
  await page.route('**/api/v1/documents*', (route) =>
    route.fulfill({ status: 429, json: { type: 'urn:chatbox:busy', title: 'busy', status: 429, detail: 'Too many answers are being written right now.', hint: 'x' } }),
  );
  await page.evaluate(() => localStorage.setItem('chatbox.language', 'de'));
  await page.goto(`${BASE}/library`);
  const problem = page.getByRole('alert').first();
  await problem.waitFor();
  expect(await problem.innerText()).not.toContain('Too many answers');
  expect(await problem.locator('[lang="en"]').count()).toBe(0);
});
