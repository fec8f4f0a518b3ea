import { expect, it } from 'vitest';
import { PUMPS } from './documents';
import { ask, BASE, expectAccessible, finished, focused, library, makeCollection, makeConversation, PATIENCE, upload, useHouse, visit } from './house';

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
  await page.getByRole('grid').waitFor();
  const drop = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'dropped.md', { type: 'text/markdown' }));
    return data;
  }, PUMPS);
  await page.getByRole('grid').dispatchEvent('drop', { dataTransfer: drop });
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
  await row.waitFor();
  const header = page.getByRole('main').locator('header');
  const counted = async () => Number(/(\d+) documents?/.exec(await header.innerText())?.[1]);
  await expect.poll(counted).toBeGreaterThan(0);
  const before = await counted();
  await row.getByRole('button', { name: /^Actions for/ }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await row.waitFor({ state: 'detached' });
  await expect.poll(() => focused(page)).not.toBe('');
  expect(await counted()).toBe(before - 1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await row.waitFor();
  expect(await counted()).toBe(before);
});

it('takes fast typing into the filter whole', async () => {
  const { page } = await visit(`/library/${library.id}`);
  const search = page.getByRole('searchbox', { name: 'Search titles and names' });
  await search.pressSequentially('travel policy of nobody', { delay: 5 });
  await page.getByText('Nothing matches').waitFor();
  expect(await search.inputValue()).toBe('travel policy of nobody');
  expect(new URL(page.url()).searchParams.get('q')).toBe('travel policy of nobody');
});

const PROBLEM = { type: 'urn:chatbox:internal', title: 'A fault', status: 500, detail: 'it went wrong', hint: 'try again' };

it('tells in the chat that a file did not arrive, and tries again in the library', async () => {
  const { page } = await visit(await makeConversation());
  await page.route('**/api/v1/collections/*/documents', (route) => route.fulfill({ status: 500, contentType: 'application/problem+json', json: PROBLEM }));
  const file = { name: 'lost.md', mimeType: 'text/markdown', buffer: Buffer.from('# Lost\n\nThe lost file was found in June.\n') };
  await page.getByLabel('Files', { exact: true }).first().setInputFiles([file, { ...file, name: 'lost too.md' }]);
  await page.getByText('2 files could not be added').waitFor();
  await page.getByRole('button', { name: 'Show' }).last().click();
  const uploads = page.getByRole('region', { name: 'Uploads' });
  await uploads.getByText('lost too.md').waitFor();
  await uploads.getByText('It went wrong.').first().waitFor();
  // What did not arrive is still there after a reload.
  await page.reload();
  await uploads.getByText('lost too.md').waitFor();
  await page.unrouteAll();
  await uploads.getByRole('button', { name: 'Try all again' }).click();
  await uploads.waitFor({ state: 'detached' });
  await page.getByText('2 of 2 files uploaded').waitFor();
});

const many = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ name: `part ${at}.txt`, mimeType: 'text/plain', buffer: Buffer.from(`Part number ${at} of a long report.`) }));

/** Paths of a collection's documents, in order. */
async function paths(collection: string): Promise<string[]> {
  const answer = await fetch(`${BASE}/api/v1/documents?collection=${collection}&limit=200`);
  return ((await answer.json()) as { items: { path: string; version: number }[] }).items.map(({ path, version }) => `${path} v${version}`).toSorted();
}

it('goes on with uploads after a reload, once, also with two tabs', async () => {
  const id = await makeCollection(`Reload ${Date.now()}`);
  const { page } = await visit(`/library/${id}`);
  // The first requests are never answered: the page dies before.
  let answering = false;
  await page.route('**/api/v1/collections/*/documents', (route) => (answering ? route.continue() : undefined));
  await page.getByLabel('Files', { exact: true }).first().setInputFiles(many(30));
  const uploads = page.getByRole('region', { name: 'Uploads' });
  await uploads.getByText('0 of 30 done').waitFor();
  await expect.poll(() => uploads.getByText(/only in this page/).count()).toBe(0);
  answering = true;
  const posts: string[] = [];
  const context = page.context();
  context.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/documents')) posts.push(request.url());
  });
  const other = await context.newPage();
  await other.goto(`${BASE}/library/${id}`);
  await page.reload();
  await expect.poll(() => paths(id).then(({ length }) => length), { timeout: PATIENCE }).toBe(30);
  await page.waitForTimeout(1_000);
  // 25 and 5 files to a request.
  expect(posts).toHaveLength(2);
  expect((await paths(id)).every((path) => path.endsWith(' v1'))).toBe(true);
  await fetch(`${BASE}/api/v1/collections/${id}`, { method: 'DELETE' });
});

it('pauses and cancels uploads, over a reload too', async () => {
  const id = await makeCollection(`Pause ${Date.now()}`);
  const { page } = await visit(`/library/${id}`);
  await page.route('**/api/v1/collections/*/documents', () => {});
  await page.getByLabel('Files', { exact: true }).first().setInputFiles(many(3));
  const uploads = page.getByRole('region', { name: 'Uploads' });
  await uploads.getByRole('button', { name: 'Pause' }).click();
  await uploads.getByText('Uploads are paused').waitFor();
  await expect.poll(() => uploads.getByText(/only in this page/).count()).toBe(0);
  await page.unrouteAll();
  await page.reload();
  await uploads.getByText('Uploads are paused').waitFor();
  await uploads.getByRole('button', { name: 'Files' }).click();
  await uploads.getByRole('button', { name: 'Cancel: part 1.txt' }).click();
  await uploads.getByRole('button', { name: 'Resume' }).click();
  await expect.poll(() => paths(id), { timeout: PATIENCE }).toEqual(['part 0.txt v1', 'part 2.txt v1']);
  await fetch(`${BASE}/api/v1/collections/${id}`, { method: 'DELETE' });
});

it('waits for a server that is away and goes on by itself', async () => {
  const id = await makeCollection(`Away ${Date.now()}`);
  const { page } = await visit(`/library/${id}`);
  await page.route('**/api/v1/collections/*/documents', (route) => route.abort());
  await page.getByLabel('Files', { exact: true }).first().setInputFiles(many(2));
  await page.getByText('The connection broke.').waitFor();
  await page.unrouteAll();
  await page.getByText('2 of 2 files uploaded').waitFor();
  await fetch(`${BASE}/api/v1/collections/${id}`, { method: 'DELETE' });
});

it('shows names of files as what they are', async () => {
  const { page, complaints } = await visit(`/library/${library.id}`);
  page.on('dialog', (dialog) => complaints.push(`dialog ${dialog.message()}`));
  const id = await makeCollection(`Names ${Date.now()}`);
  const names = ['<img src=x onerror=alert(1)>.txt', `${'long '.repeat(40).trim()}.txt`, 'txt.\u202Eexe.txt', '🎉 party.txt', '.hidden.txt'];
  await page.goto(`${BASE}/library/${id}`);
  await page.getByLabel('Files', { exact: true }).first().setInputFiles(names.map((name) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(`Text of ${name}`) })));
  await expect.poll(async () => (await paths(id)).length + (await page.getByRole('button', { name: /^Try again: / }).count()), { timeout: PATIENCE }).toBe(names.length);
  await page.getByRole('row').filter({ hasText: 'party.txt' }).waitFor();
  await expectAccessible(page);
  expect(await page.evaluate(() => window.document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  // A long name shows its beginning and its end where there is room, and its beginning where there is none.
  const long = page.locator('[data-entry]').filter({ hasText: 'long long' }).locator('button [aria-hidden]').first();
  const halves = () => long.evaluate((line) => [...line.children].map((half) => Math.round(half.getBoundingClientRect().width)));
  const [head, tail] = await halves();
  expect([head! > 50, tail! > 20]).toEqual([true, true]);
  await long.evaluate((line) => (line.parentElement!.style.width = '4rem'));
  await expect.poll(() => long.evaluate((line) => [getComputedStyle(line).textOverflow, line.clientWidth <= 64])).toEqual(['ellipsis', true]);
  expect(complaints).toEqual([]);
  await fetch(`${BASE}/api/v1/collections/${id}`, { method: 'DELETE' });
});

it('keeps what is above the top out of reach of paths', async () => {
  const id = await makeCollection(`Dots ${Date.now()}`);
  const { page } = await visit(`/library/${id}`);
  const drop = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(['Up and away.'], '..', { type: 'text/plain' }));
    return data;
  });
  await page.getByRole('heading', { level: 1 }).dispatchEvent('drop', { dataTransfer: drop });
  await page.getByRole('region', { name: 'Uploads' }).getByText('1 file was not added').waitFor();
  expect(await paths(id)).toEqual([]);
  await fetch(`${BASE}/api/v1/collections/${id}`, { method: 'DELETE' });
});

it('selects with the keyboard, tags, filters by tag and opens folders', async () => {
  const { page } = await visit(`/library/${library.id}`);
  const grid = page.getByRole('grid', { name: 'Documents' });
  await grid.getByRole('row').filter({ hasText: 'pumps' }).waitFor();
  await grid.getByRole('row').nth(1).focus();
  await page.keyboard.press('Shift+ArrowDown');
  const bar = page.getByRole('toolbar', { name: 'Selected documents' });
  await bar.getByText('2 selected').waitFor();
  await page.keyboard.press('ControlOrMeta+a');
  await bar.getByText(/selected/).filter({ hasNotText: '2 selected' }).waitFor();
  await bar.getByRole('button', { name: 'Tag' }).click();
  await page.getByRole('textbox', { name: 'Add a tag' }).or(page.getByRole('combobox', { name: 'Add a tag' })).fill('blue');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await grid.getByText('#blue').first().waitFor();
  await page.getByRole('combobox', { name: 'Tag' }).selectOption('blue');
  await expect.poll(() => new URL(page.url()).searchParams.get('tag')).toBe('blue');
  await page.getByText('Folders', { exact: true }).click();
  await grid.getByRole('button', { name: 'policies' }).click();
  await grid.getByRole('row').filter({ hasText: 'travel' }).waitFor();
  expect(await grid.getByRole('row').filter({ hasText: 'pumps' }).count()).toBe(0);
  await page.goBack();
  await grid.getByRole('row').filter({ hasText: 'pumps' }).waitFor();
  await page.getByText('Grid', { exact: true }).click();
  await page.reload();
  await grid.getByRole('gridcell').filter({ hasText: 'pumps' }).waitFor();
  await expectAccessible(page);
});

it('shows details and versions, and opens one', async () => {
  const { page } = await visit(`/library/${library.id}`);
  await page.getByRole('button', { name: /^Actions for .*travel/i }).click();
  await page.getByRole('menuitem', { name: 'Details and versions' }).click();
  const details = page.getByRole('dialog', { name: 'Details' });
  await details.getByText('policies/travel.txt').waitFor();
  await details.getByText('Only you.').waitFor();
  await details.getByText('Answers come from this one').waitFor();
  await expectAccessible(page);
  await details.getByRole('button', { name: 'Open version 1' }).click();
  await expect.poll(() => new URL(page.url()).searchParams.has('rev')).toBe(true);
});

it('moves and renames documents', async () => {
  const from = await makeCollection(`From ${Date.now()}`);
  const name = `To ${Date.now()}`;
  const to = await makeCollection(name);
  await upload(from, { 'note.txt': 'A note about the move.' });
  const { page } = await visit(`/library/${from}`);
  await page.getByRole('button', { name: /^Actions for note/ }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'Path' }).fill('moved/renamed.txt');
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
  await expect.poll(() => paths(from)).toEqual(['moved/renamed.txt v1']);
  // As a hand does it: a drop counts where the list has said that it takes it.
  const target = page.getByRole('link', { name: new RegExp(name) });
  await page.getByRole('row').filter({ hasText: 'moved/renamed.txt' }).hover();
  await page.mouse.down();
  await target.hover();
  await target.hover({ position: { x: 20, y: 8 } });
  await expect.poll(() => target.getAttribute('class')).toContain('outline-accent');
  await page.mouse.up();
  await page.getByText(`1 document moved to ${name}`).waitFor();
  await expect.poll(() => paths(to)).toEqual(['moved/renamed.txt v1']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => paths(from)).toEqual(['moved/renamed.txt v1']);
  // Into a collection that is made on the way.
  await page.getByRole('row').filter({ hasText: 'moved/renamed.txt' }).getByRole('button', { name: /^Actions for/ }).click();
  await page.getByRole('menuitem', { name: 'Move' }).click();
  await page.getByRole('radio', { name: 'A new one' }).check();
  await page.getByRole('textbox', { name: 'Name of the new collection' }).fill(`Made for ${name}`);
  await page.getByRole('button', { name: 'Make and move' }).click();
  await page.getByText(`1 document moved to Made for ${name}`).waitFor();
  const collections = (await (await fetch(`${BASE}/api/v1/collections`)).json()) as { id: string; name: string }[];
  const made = collections.find((one) => one.name === `Made for ${name}`)!.id;
  expect(await paths(made)).toEqual(['moved/renamed.txt v1']);
  for (const id of [from, to, made]) await fetch(`${BASE}/api/v1/collections/${id}`, { method: 'DELETE' });
});

it('takes pasted text as a document, and offers a link for an address', async () => {
  const id = await makeCollection(`Pasted ${Date.now()}`);
  const { page } = await visit(`/library/${id}`);
  await page.getByText('No documents yet').waitFor();
  const paste = (text: string) =>
    page.evaluate((words) => {
      const data = new DataTransfer();
      data.setData('text/plain', words);
      window.document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    }, text);
  await paste('# Plan of the roof\n\nThe roof is mended in autumn.');
  expect(await page.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('Plan of the roof');
  await page.getByRole('button', { name: 'Add text' }).click();
  await page.getByRole('row').filter({ hasText: 'Plan of the roof' }).waitFor();
  await paste('http://127.0.0.1:1/secret');
  expect(await page.getByRole('textbox', { name: 'Address' }).inputValue()).toBe('http://127.0.0.1:1/secret');
  await page.getByRole('button', { name: 'Add link' }).click();
  await page.getByRole('alert').getByText('The link was refused').waitFor();
  await expectAccessible(page);
  await fetch(`${BASE}/api/v1/collections/${id}`, { method: 'DELETE' });
});
