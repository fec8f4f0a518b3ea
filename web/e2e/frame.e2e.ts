import { expect, it } from 'vitest';
import { ask, BASE, expectAccessible, finished, library, makeConversation, useHouse, visit } from './house';

useHouse();

const THEMES = ['light', 'dark'] as const;
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

it.each(THEMES)('every page and state is accessible, %s', async (colorScheme) => {
  const { page, complaints } = await visit('/chat', { colorScheme });
  await page.getByRole('heading', { level: 1 }).waitFor();
  await expectAccessible(page);

  await page.goto(BASE + (await makeConversation()));
  await ask(page, 'How can cavitation be avoided?');
  const answer = await finished(page);
  await expectAccessible(page);
  await answer.locator('button[data-citation]').first().click();
  await page.getByRole('complementary', { name: 'Source' }).locator('mark').first().waitFor();
  await expectAccessible(page);

  await page.goto(`${BASE}/library/${library.id}`);
  await page.getByRole('grid', { name: 'Documents' }).waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'New collection' }).click();
  await page.getByRole('dialog').waitFor();
  await expectAccessible(page);

  for (const section of ['models', 'appearance', 'notifications', 'shortcuts', 'status', 'about']) {
    await page.goto(`${BASE}/settings/${section}`);
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    await expectAccessible(page);
  }
  await page.goto(`${BASE}/nowhere`);
  await page.getByText('There is no such page').waitFor();
  await expectAccessible(page);
  expect(complaints).toEqual([]);
});

it.each(THEMES)('without documents the chat teaches the first step, %s', async (colorScheme) => {
  const { page } = await visit('/settings/appearance', { colorScheme });
  const status = (await (await fetch(`${BASE}/api/v1/status`)).json()) as object;
  await page.route('**/api/v1/status', (route) => route.fulfill({ json: { ...status, documents: {} } }));
  await page.evaluate(() => localStorage.setItem('chatbox.welcome', 'done'));
  await page.goto(`${BASE}/chat`);
  await page.getByRole('heading', { level: 1, name: 'Add documents to begin' }).waitFor();
  await expectAccessible(page);
});

it('works on a phone: drawer, sheet, nothing wider than the screen', async () => {
  const { page } = await visit(await makeConversation(), PHONE);
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
  await ask(page, 'How often are the bearings greased?');
  const answer = await finished(page);
  expect(await fits()).toBe(true);
  await expectAccessible(page);

  await answer.locator('button[data-citation]').first().click();
  const sheet = page.getByRole('dialog', { name: 'Source' });
  await sheet.locator('mark').first().waitFor();
  await expectAccessible(page);
  await sheet.getByRole('button', { name: 'Close the source' }).click();
  await sheet.waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Open navigation' }).click();
  const drawer = page.getByRole('dialog', { name: 'Navigation' });
  await drawer.getByRole('link', { name: 'Library' }).click();
  await page.getByRole('heading', { level: 1, name: 'All documents' }).waitFor();
  await drawer.waitFor({ state: 'detached' });
  expect(await fits()).toBe(true);

  await page.goBack();
  await page.getByRole('button', { name: 'Open navigation' }).click();
  await drawer.getByRole('link', { name: 'New conversation' }).first().click();
  await page.waitForURL(/\/chat$/);
  await drawer.waitFor({ state: 'detached' });
});

it('remembers the theme and applies it before the first paint', async () => {
  const { page } = await visit('/settings/appearance', { colorScheme: 'light' });
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
  expect(await theme()).toBe('light');
  await page.getByText('Dark', { exact: true }).click();
  await expect.poll(theme).toBe('dark');
  await page.reload({ waitUntil: 'commit' });
  await expect.poll(theme).toBe('dark');
});

it('goes through the rooms by keyboard, back and forward', async () => {
  const { page } = await visit('/chat');
  await page.getByRole('link', { name: 'Library' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/library/);
  await page.getByRole('link', { name: 'Settings' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/settings\/models/);
  await page.goBack();
  await page.waitForURL(/\/library/);
  await page.goForward();
  await page.waitForURL(/\/settings\/models/);
});

it('fits a window of 320 pixels, which is 1280 at 400 %, and text of twice the size', async () => {
  const { page } = await visit('/chat', { viewport: { width: 320, height: 640 } });
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
  const pages = ['/chat', '/settings/models', '/settings/appearance', '/settings/shortcuts', '/settings/status', '/welcome/start', '/welcome/files'];
  for (const path of pages) {
    await page.goto(BASE + path);
    await page.getByRole('heading').first().waitFor();
    expect(await fits(), path).toBe(true);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  for (const path of pages) {
    await page.goto(BASE + path);
    await page.getByRole('heading').first().waitFor();
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
    });
    expect(await fits(), path).toBe(true);
  }
});

it('keeps two tabs in step: theme, language, models', async () => {
  const { page } = await visit('/settings/appearance', { colorScheme: 'light' });
  const other = await page.context().newPage();
  await other.goto(`${BASE}/settings/models`);
  await other.getByRole('heading', { level: 1, name: 'Models' }).waitFor();
  await page.getByRole('group', { name: 'Theme' }).getByText('Dark', { exact: true }).click();
  await expect.poll(() => other.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
  await page.getByRole('group', { name: 'Language' }).getByText('Deutsch').click();
  await expect.poll(() => other.evaluate(() => document.documentElement.lang)).toBe('de');
  await other.getByRole('group').getByText('Ollama').waitFor();
});

it('can be installed', async () => {
  const { page } = await visit('/chat');
  const address = await page.getAttribute('link[rel="manifest"]', 'href');
  const answer = await fetch(BASE + address!);
  const manifest = (await answer.json()) as { start_url: string; icons: { src: string; sizes: string; purpose?: string }[] };
  expect(manifest.icons.map(({ sizes, purpose }) => `${sizes} ${purpose ?? 'any'}`)).toEqual(['any any', '192x192 any', '512x512 any', '512x512 maskable']);
  for (const src of [...manifest.icons.map((icon) => icon.src), '/apple-touch-icon.png']) {
    const icon = await fetch(BASE + src);
    expect([icon.status, icon.headers.get('content-type')?.split('/')[0]], src).toEqual([200, 'image']);
  }
});

it('counts and tells of a long answer that ends while the page is hidden, and leads to it', async () => {
  const path = await makeConversation();
  const { page } = await visit('/settings/notifications');
  await page.context().grantPermissions(['notifications']);
  await page.addInitScript(() => {
    const at = window as unknown as { away: boolean; late: number; told: { title: string; click(): void }[] };
    Object.assign(at, { away: false, late: 0, told: [] });
    Object.defineProperty(document, 'hidden', { get: () => at.away });
    // While the page is hidden, time flies: the answer of a fast model becomes a long one.
    const now = Date.now.bind(Date);
    Date.now = () => now() + (at.away ? (at.late += 6_000) : at.late);
    const Told = class extends EventTarget {
      static permission = 'granted';
      constructor(title: string) {
        super();
        at.told.push({ title, click: () => this.dispatchEvent(new Event('click')) });
      }
      close() {}
    };
    Object.defineProperty(window, 'Notification', { value: Told });
  });
  await page.reload();
  await page.getByRole('switch', { name: 'Notifications of this device' }).click();
  await page.goto(BASE + path);
  await page.getByRole('textbox', { name: 'Question' }).fill('How can cavitation be avoided?');
  await page.evaluate(() => Object.assign(window, { away: true }));
  await page.keyboard.press('Enter');
  await page.getByRole('article', { name: 'Question' }).waitFor();
  await page.getByRole('link', { name: 'Library' }).click();
  await expect.poll(() => page.evaluate(() => (window as unknown as { told: unknown[] }).told.length), { timeout: 90_000 }).toBe(1);
  expect(await page.title()).toMatch(/^\(1\) /);
  await page.evaluate(() => (window as unknown as { told: { click(): void }[] }).told[0]!.click());
  await page.waitForURL(BASE + path);
  await page.evaluate(() => {
    Object.assign(window, { away: false });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await expect.poll(() => page.title()).not.toMatch(/^\(/);
});

it('says ages by the clock of the server', async () => {
  const path = await makeConversation();
  const { page } = await visit('/settings/status');
  // A machine whose clock is two hours behind would call everything "now"; one that is ahead would call it old.
  await page.addInitScript(() => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + 7_200_000;
  });
  await page.goto(BASE + path);
  await ask(page, 'How often are the bearings greased?');
  const answer = await finished(page);
  await page.reload();
  await answer.getByText('now', { exact: true }).waitFor();
});
