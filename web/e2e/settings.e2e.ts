import { expect, it } from 'vitest';
import { BASE, expectAccessible, focused, useHouse, visit } from './house';

useHouse();

it('explains a provider that cannot be reached, beside the button and in view', async () => {
  const { page } = await visit('/settings/models', { viewport: { width: 1024, height: 600 } });
  await page.getByRole('button', { name: 'Ollama' }).click();
  expect(await page.getByRole('textbox', { name: 'Address' }).inputValue()).toBe('http://localhost:11434/v1');
  expect(await focused(page)).toBe('');
  await page.getByRole('textbox', { name: 'Address' }).fill('http://127.0.0.1:9/v1');
  await page.getByRole('textbox', { name: 'Model' }).fill('none');
  await page.getByRole('button', { name: 'Test' }).click();
  const said = page.getByRole('alert').filter({ hasText: 'It does not work' });
  await said.waitFor({ timeout: 30_000 });
  await expect
    .poll(() => said.evaluate((element) => element.getBoundingClientRect().bottom <= window.innerHeight && element.getBoundingClientRect().top >= 0))
    .toBe(true);
  await expectAccessible(page);
});

it('draws text larger, lists denser and nothing moving, from the first paint on', async () => {
  const { page } = await visit('/settings/appearance');
  const look = () =>
    page.evaluate(() => ({
      size: getComputedStyle(document.documentElement).fontSize,
      density: document.documentElement.dataset.density,
      motion: document.documentElement.dataset.motion,
    }));
  expect(await look()).toEqual({ size: '16px', density: 'comfortable', motion: 'system' });
  await page.getByRole('group', { name: 'Text size' }).getByText('150 %').click();
  await page.getByRole('group', { name: 'Density' }).getByText('Compact').click();
  await page.getByRole('group', { name: 'Motion' }).getByText('None').click();
  const wanted = { size: '24px', density: 'compact', motion: 'reduced' };
  await expect.poll(look).toEqual(wanted);
  await page.reload({ waitUntil: 'commit' });
  await expect.poll(look).toEqual(wanted);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'As it was' }).click();
  await expect.poll(async () => (await look()).size).toBe('16px');
});

it('gives a command other keys, explains conflicts and goes back', async () => {
  const { page } = await visit('/settings/shortcuts');
  const change = page.getByRole('button', { name: 'Change keys: New conversation' });
  await change.click();
  await page.keyboard.press('x');
  await expect.poll(() => change.innerText()).toBe('X');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('x');
  await page.waitForURL(/\/chat$/);

  await page.goto(`${BASE}/settings/shortcuts`);
  await change.click();
  await page.keyboard.press('/');
  await page.getByText('These keys belong to “Search this page”').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Take them from there' }).click();
  await expect.poll(() => change.innerText()).toBe('/');
  await expect.poll(() => page.getByRole('button', { name: 'Change keys: Search this page' }).innerText()).toBe('None');

  await page.getByRole('button', { name: 'All as they were' }).click();
  await expect.poll(() => change.innerText()).toBe('N');
  await change.click();
  await page.keyboard.press('Control+w');
  await page.getByText('The browser keeps these keys for itself').waitFor();
});

it('does not take letters for commands while somebody writes', async () => {
  const { page } = await visit('/chat');
  const question = page.getByRole('textbox', { name: 'Question' });
  await question.click();
  await page.keyboard.type('n?/gl');
  expect(await question.inputValue()).toBe('n?/gl');
  expect(new URL(page.url()).pathname).toBe('/chat');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Search and commands' }).waitFor();
});

it('shows what is stored, how healthy the parts are, and copies it for a report', async () => {
  const { page } = await visit('/settings/status');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('region', { name: 'Storage' }).getByText('Your files').waitFor();
  await page.getByRole('region', { name: 'Parts' }).getByText('Search index').waitFor();
  await page.getByRole('button', { name: 'Copy for a report' }).click();
  await page.getByText('Copied').waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^Chatbox \d+\.\d+/);
  expect(copied).toContain('passages: ');
});

it('says why notifications cannot be turned on', async () => {
  const { page } = await visit('/settings/notifications');
  await page.addInitScript(() => {
    Object.defineProperty(Notification, 'permission', { get: () => 'denied' });
  });
  await page.reload();
  await page.getByText('The browser does not allow them').waitFor();
  await expectAccessible(page);
});

it('has the licences of what it is made of', async () => {
  const { page } = await visit('/settings/about');
  const address = await page.getByRole('link', { name: 'their licences' }).getAttribute('href');
  const text = await (await fetch(BASE + address!)).text();
  expect(text).toContain('react-dom');
  expect(text).toContain('Permission is hereby granted');
});
