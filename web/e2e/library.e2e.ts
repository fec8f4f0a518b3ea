import { expect, it } from 'vitest';
import { PUMPS } from './documents';
import { ask, BASE, finished, focused, library, makeConversation, PATIENCE, useHouse, visit } from './house';

useHouse();

it('takes files into a new collection, shows them ready and answers from them', async () => {
  const { page, complaints } = await visit('/library');
  const name = `Added by hand ${Date.now()}`;
  await page.getByRole('button', { name: 'New collection' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('heading', { name, level: 1 }).waitFor();

  await page.getByLabel('Files', { exact: true }).first().setInputFiles([
    { name: 'garden.md', mimeType: 'text/markdown', buffer: Buffer.from('# Garden\n\nThe apple trees of the garden are pruned in February.\n') },
    { name: 'nothing.txt', mimeType: 'text/plain', buffer: Buffer.from('') },
  ]);
  const good = page.getByRole('row').filter({ hasText: 'garden.md' });
  await good.getByText('Ready').waitFor({ timeout: PATIENCE });
  // What cannot be read says why and what to do.
  const bad = page.getByRole('row').filter({ hasText: 'nothing.txt' });
  await bad.getByText('Failed').waitFor({ timeout: PATIENCE });
  await page.getByRole('row').getByText('The file contains no text.').waitFor();
  await page.getByRole('row').getByRole('button', { name: 'Delete' }).waitFor();

  const id = page.url().split('/library/')[1];
  const made = await fetch(`${BASE}/api/v1/conversations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ collections: [id] }),
  });
  await page.goto(`${BASE}/chat/${((await made.json()) as { id: string }).id}`);
  await ask(page, 'When are the apple trees pruned?');
  expect(await (await finished(page)).innerText()).toContain('February');

  await page.goto(`${BASE}/library/${id}`);
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  const sure = page.getByRole('button', { name: 'Delete collection' });
  expect(await sure.isDisabled()).toBe(true);
  await page.getByRole('dialog').getByRole('textbox').fill(name);
  await sure.click();
  await page.getByRole('link', { name: new RegExp(name) }).waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});

it('takes dropped folders with their paths', async () => {
  const { page } = await visit(`/library/${library.id}`);
  await page.getByRole('table').waitFor();
  const drop = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'dropped.md', { type: 'text/markdown' }));
    return data;
  }, PUMPS);
  await page.getByRole('table').dispatchEvent('drop', { dataTransfer: drop });
  await page.getByRole('row').filter({ hasText: 'dropped.md' }).getByText('Ready').waitFor({ timeout: PATIENCE });
});

it('searches, filters and opens documents by address', async () => {
  const { page } = await visit(`/library/${library.id}`);
  await page.getByRole('searchbox', { name: 'Search titles and names' }).fill('travel');
  await expect.poll(() => page.getByRole('row').count()).toBe(2);
  await page.reload();
  expect(await page.getByRole('searchbox', { name: 'Search titles and names' }).inputValue()).toBe('travel');
  await page.getByRole('combobox', { name: 'State' }).selectOption('failed');
  await page.getByText('Nothing matches').waitFor();
  await page.getByRole('button', { name: 'Show all documents' }).click();
  await page.getByRole('row').filter({ hasText: 'travel' }).getByRole('button').first().click();
  const source = page.getByRole('complementary', { name: 'Source' });
  await source.getByText('Receipts must be handed in').waitFor();
  await source.getByRole('button', { name: 'Open on its own page' }).click();
  await page.waitForURL(/\/documents\//);
  await page.getByText('Receipts must be handed in').waitFor();
});

it('deletes a document with undo', async () => {
  const { page } = await visit(`/library/${library.id}`);
  const row = page.getByRole('row').filter({ hasText: 'travel' });
  await row.getByRole('button', { name: /^Actions for/ }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await row.waitFor({ state: 'detached' });
  await expect.poll(() => focused(page)).not.toBe('');
  await page.getByRole('button', { name: 'Undo' }).click();
  await row.waitFor();
});

it('takes fast typing into the filter whole', async () => {
  const { page } = await visit(`/library/${library.id}`);
  const search = page.getByRole('searchbox', { name: 'Search titles and names' });
  await search.pressSequentially('travel policy of nobody', { delay: 5 });
  await page.getByText('Nothing matches').waitFor();
  expect(await search.inputValue()).toBe('travel policy of nobody');
  expect(new URL(page.url()).searchParams.get('q')).toBe('travel policy of nobody');
});

it('tells in the chat that a file did not arrive, and tries again in the library', async () => {
  const { page } = await visit(await makeConversation());
  await page.route('**/api/v1/collections/*/documents', (route) => route.abort());
  const file = { name: 'lost.md', mimeType: 'text/markdown', buffer: Buffer.from('# Lost\n\nThe lost file was found in June.\n') };
  await page.getByLabel('Files', { exact: true }).first().setInputFiles([file, { ...file, name: 'lost too.md' }]);
  await page.getByText('2 files could not be added').waitFor();
  await page.getByRole('button', { name: 'Show' }).last().click();
  const uploads = page.getByRole('region', { name: 'Uploads' });
  await uploads.getByText('lost too.md').waitFor();
  await page.unrouteAll();
  await uploads.getByRole('button', { name: 'Try all again' }).click();
  await uploads.waitFor({ state: 'detached' });
});
