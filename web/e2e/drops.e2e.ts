import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { api, unique } from './conversations';
import { BASE, library, makeCollection, PATIENCE, upload, useHouse, visit } from './house';

useHouse();

/** Drags a file over the frame, or out of it, or lets it fall, as the browser tells the page of it. */
async function drag(page: Page, event: 'dragenter' | 'dragover' | 'dragleave' | 'drop', name = 'dropped.txt', text = 'The gate is painted green.'): Promise<void> {
  const data = await page.evaluateHandle(
    ([file, words]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([words!], file!, { type: 'text/plain' }));
      return transfer;
    },
    [name, text],
  );
  await page.locator('#page').dispatchEvent(event, { dataTransfer: data });
}

const paths = async (collection: string) => (await api<{ items: { path: string }[] }>('GET', `/documents?collection=${collection}&limit=200`)).items.map(({ path }) => path);

it('takes files anywhere: says where they will go, shows it over the whole frame, and adds them', async () => {
  const name = unique('Dropped into');
  const shelf = await makeCollection(name);
  const { id } = await api<{ id: string }>('POST', '/conversations', { collections: [shelf] });
  const { page, complaints } = await visit(`/library/${shelf}`);
  for (const [at, to] of [`/library/${shelf}`, `/chat/${id}`].entries()) {
    await page.goto(BASE + to);
    const words = page.getByText(`Drop to add to ${name}`);
    // What listens comes after the first paint.
    await expect.poll(async () => (await drag(page, 'dragenter'), words.count())).toBe(1);
    const box = (await words.locator('xpath=ancestor::*[contains(@class,"fixed")]').boundingBox())!;
    expect([box.width > 1_400, box.height > 850]).toEqual([true, true]);
    await drag(page, 'dragleave');
    await words.waitFor({ state: 'detached' });
    await drag(page, 'dragover');
    await words.waitFor();
    await drag(page, 'drop', `dropped ${at}.txt`);
    await words.waitFor({ state: 'detached' });
    await expect.poll(() => paths(shelf), { timeout: PATIENCE }).toContain(`dropped ${at}.txt`);
  }
  expect(complaints).toEqual([]);
  await api('DELETE', `/collections/${shelf}`);
});

it('takes them on pages that have nothing to do with files, too', async () => {
  const { page } = await visit('/settings/appearance');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await expect.poll(async () => (await drag(page, 'dragenter'), page.getByText(/^Drop to add to /).count())).toBe(1);
  const name = unique('anywhere');
  await drag(page, 'drop', `${name}.txt`);
  await page.getByText(/^Adding 1 file to /).waitFor();
  await page.getByRole('button', { name: 'Show' }).click();
  await page.waitForURL(/\/library\//);
  const row = page.getByRole('row').filter({ hasText: name });
  await row.waitFor({ timeout: PATIENCE });
  const { items } = await api<{ items: { id: string }[] }>('GET', `/documents?contains=${name}`);
  await api('DELETE', `/documents/${items[0]!.id}`);

  // Where an export is expected, a file is not taken for a document.
  await page.goto(`${BASE}/settings/data`);
  await page.getByRole('button', { name: 'Choose a file' }).waitFor();
  await expect.poll(async () => (await drag(page, 'dragenter'), page.getByText('Drop to look into it').count())).toBe(1);
  await drag(page, 'drop', 'page.json', '{"name":"web","version":"1"}');
  await page.getByRole('alert').getByText('These are not conversations that can be read').waitFor();
  expect(await paths(library.id)).not.toContain('page.json');
});

it('removes the samples with one click, with time to undo, and leaves what is not a sample', async () => {
  const shelf = await makeCollection('Sample documents');
  const samples = ['employee-handbook.md', 'team-meeting.txt'];
  await upload(shelf, Object.fromEntries(samples.map((name) => [name, `A sample called ${name}.`])));
  const { page } = await visit(`/library/${shelf}`);
  const link = page.getByRole('region', { name: 'Collections' }).getByRole('link', { name: /^Sample documents/ });
  const remove = async () => {
    await page.getByRole('button', { name: 'Actions for Sample documents' }).click();
    await page.getByRole('menuitem', { name: 'Remove the samples' }).click();
  };
  await link.waitFor();
  await remove();
  await page.waitForURL(/\/library$/);
  await link.waitFor({ state: 'detached' });
  expect(await page.getByRole('row').filter({ hasText: 'team-meeting' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await link.click();
  await page.getByRole('row').filter({ hasText: 'team-meeting' }).waitFor();
  expect(await paths(shelf)).toHaveLength(2);

  // Somebody put a file of their own beside them.
  await upload(shelf, { 'own.txt': 'A file of my own.' });
  await page.reload();
  await page.getByRole('row').filter({ hasText: 'own.txt' }).waitFor();
  await remove();
  await page.getByRole('row').filter({ hasText: 'team-meeting' }).waitFor({ state: 'detached' });
  // Whoever leaves the page has decided.
  await page.goto(`${BASE}/settings/about`);
  await expect.poll(() => paths(shelf)).toEqual(['own.txt']);

  await api('DELETE', `/documents/${(await api<{ items: { id: string }[] }>('GET', `/documents?collection=${shelf}`)).items[0]!.id}`);
  await upload(shelf, Object.fromEntries(samples.map((name) => [name, `Another sample called ${name}.`])));
  await page.goto(`${BASE}/library/${shelf}`);
  await remove();
  await expect.poll(async () => (await api<{ id: string }[]>('GET', '/collections')).some(({ id }) => id === shelf)).toBe(false);
});

it('stays quick with thousands of documents: rows, cards, sorting, searching, selecting, to the very end', async () => {
  const COUNT = 1_000;
  const shelf = await makeCollection(unique('Many'));
  const name = (at: number) => `part ${String(at).padStart(5, '0')}.txt`;
  for (let from = 0; from < COUNT; from += 500) await upload(shelf, Object.fromEntries(Array.from({ length: 500 }, (_, at) => [name(from + at), `${name(from + at)}\n\nOne of many.`])));
  const { page } = await visit(`/library/${shelf}?sort=title`);
  const rows = page.getByRole('row').filter({ hasText: 'part ' });
  await rows.filter({ hasText: name(0) }).first().waitFor({ timeout: PATIENCE });
  await page.getByText(/^1,000 documents/).waitFor();
  expect(await rows.count()).toBeLessThan(60);

  // To the end, as a wheel goes there: more comes whenever it is reached.
  const end = async () =>
    page.evaluate(() => {
      const area = document.querySelector('[role="grid"]')!.closest('.overflow-y-auto')!;
      area.scrollTop = area.scrollHeight;
    });
  await expect.poll(async () => (await end(), rows.filter({ hasText: name(COUNT - 1) }).count()), { timeout: PATIENCE, interval: 50 }).toBe(1);
  expect(await rows.count()).toBeLessThan(60);

  // The other way round, and one of them by its name.
  await page.getByRole('button', { name: /turn around$/ }).click();
  await page.evaluate(() => {
    document.querySelector('[role="grid"]')!.closest('.overflow-y-auto')!.scrollTop = 0;
  });
  await rows.filter({ hasText: name(COUNT - 1) }).waitFor();
  await page.getByRole('searchbox', { name: 'Search titles and names' }).fill('part 00321');
  await expect.poll(() => rows.count(), { timeout: PATIENCE }).toBe(1);
  await page.getByRole('searchbox', { name: 'Search titles and names' }).fill('');
  await rows.nth(5).waitFor();

  // All of them, also those that were not read yet.
  await rows.first().getByRole('checkbox').click();
  await page.getByRole('button', { name: 'Select all that match' }).click();
  await page.getByText(/^1,?000 selected$/).waitFor({ timeout: PATIENCE });
  await page.keyboard.press('Escape');
  await page.getByRole('toolbar', { name: 'Selected documents' }).waitFor({ state: 'detached' });

  await page.getByText('Grid', { exact: true }).click();
  await page.getByRole('gridcell').first().waitFor();
  expect(await page.getByRole('gridcell').count()).toBeLessThan(120);
  await expect.poll(async () => (await end(), page.getByRole('gridcell').filter({ hasText: name(0) }).count()), { timeout: PATIENCE, interval: 50 }).toBe(1);
  expect(await page.getByRole('gridcell').count()).toBeLessThan(120);
  await api('DELETE', `/collections/${shelf}`);
});
