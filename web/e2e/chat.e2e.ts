import { expect, it } from 'vitest';
import { ask, BASE, expectAccessible, finished, focused, hoverFor, makeConversation, PATIENCE, useHouse, visit } from './house';

useHouse();

it('answers with a citation that opens the source at the passage', async () => {
  const { page, complaints } = await visit(await makeConversation());
  await ask(page, 'When does cavitation happen?');
  const answer = await finished(page);
  const mark = answer.locator('button[data-citation]:not([data-citation="unsupported"])').first();
  await mark.waitFor();
  await answer.getByRole('group', { name: 'Sources' }).waitFor();

  await hoverFor(page, mark, page.locator('blockquote').filter({ hasText: /suction|pressure|cavitation/i }).first());
  await mark.click();
  const source = page.getByRole('complementary', { name: 'Source' });
  await source.locator('mark').first().waitFor();
  expect(await source.locator('mark').first().innerText()).toMatch(/cavitation|suction/i);
  expect(new URL(page.url()).searchParams.get('doc')).toBeTruthy();

  // The address alone brings the passage back; Escape closes it.
  await page.reload();
  await source.locator('mark').first().waitFor();
  await page.keyboard.press('Escape');
  await source.waitFor({ state: 'detached' });
  await page.goBack();
  await source.waitFor();
  expect(complaints).toEqual([]);
});

it('marks the quote on the real page of a PDF', async () => {
  const { page, complaints } = await visit(await makeConversation());
  await ask(page, 'Where is the emergency stop button mounted?');
  const answer = await finished(page);
  await answer.locator('button[data-citation]').filter({ hasNotText: '?' }).first().click();
  const source = page.getByRole('complementary', { name: 'Source' });
  await source.locator('canvas').first().waitFor({ timeout: PATIENCE });
  await expect.poll(async () => (await source.locator('mark').allInnerTexts()).join(' '), { timeout: PATIENCE }).toMatch(/emergency stop/i);
  expect(await source.getByRole('textbox', { name: 'Page' }).inputValue()).toBe('2');
  await source.getByRole('button', { name: 'Previous page' }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get('page')).toBe('1');
  expect(complaints).toEqual([]);
});

it('says when the documents do not hold the answer', async () => {
  const { page } = await visit(await makeConversation());
  await ask(page, 'Who won the chess olympiad of 1972?');
  const answer = await finished(page);
  expect(await answer.locator('button[data-citation="quoted"], button[data-citation="supported"]').count()).toBe(0);
  expect((await answer.innerText()).length).toBeGreaterThan(20);
});

it('stops, keeps what was written, and answers again beside it', async () => {
  const { page } = await visit(await makeConversation());
  await ask(page, 'How much are hotel costs refunded in Zurich?');
  // The run may be over before the button is hit; then there is nothing to stop.
  const stopped = await page
    .getByRole('button', { name: 'Stop', exact: true })
    .click({ timeout: 3_000 })
    .then(() => true)
    .catch(() => false);
  await page.getByRole('button', { name: 'Send' }).waitFor({ timeout: PATIENCE });
  const first = page.getByRole('article', { name: 'Answer' }).last();
  if (stopped) await expect.poll(() => first.getAttribute('data-state')).toMatch(/stopped|complete/);

  await page.getByRole('button', { name: 'Regenerate answer' }).click();
  const second = await finished(page);
  const pager = second.getByRole('group', { name: 'Versions of this answer' });
  expect(await pager.innerText()).toContain('2/2');
  await pager.getByRole('button', { name: 'Previous answer' }).click();
  await page.getByText('1/2').waitFor();
  await page.reload();
  await page.getByText('1/2').waitFor();
});

it('edits a question into a branch and keeps the old one', async () => {
  const { page } = await visit(await makeConversation());
  await ask(page, 'How often are the bearings greased?');
  await finished(page);
  await page.getByRole('article', { name: 'Question' }).hover();
  await page.getByRole('button', { name: 'Edit question' }).click();
  const form = page.getByRole('form', { name: 'Edit question' });
  await form.getByRole('textbox').fill('When is the shaft seal replaced?');
  await form.getByRole('button', { name: 'Ask again' }).click();
  await page.getByRole('article', { name: 'Question' }).getByText('When is the shaft seal replaced?').waitFor();
  await finished(page);
  const pager = page.getByRole('group', { name: 'Versions of this question' });
  expect(await pager.innerText()).toContain('2/2');
  await pager.getByRole('button', { name: 'Previous question' }).click();
  await page.getByText('How often are the bearings greased?').last().waitFor();

  // Who thinks better of it stands where he stood.
  await page.getByRole('button', { name: 'Edit question' }).focus();
  await page.keyboard.press('Enter');
  await form.getByRole('textbox').waitFor();
  await page.keyboard.press('Escape');
  expect(await focused(page)).toBe('Edit question');
});

it('goes on after a reload in the middle of an answer', async () => {
  const { page } = await visit(await makeConversation());
  await ask(page, 'When must receipts be handed in?');
  await page.reload();
  const answer = await finished(page);
  expect(await answer.innerText()).toMatch(/\d/);
  expect(await page.getByRole('article').count()).toBe(2);
});

it('keeps drafts per conversation over a reload', async () => {
  const first = await makeConversation();
  const { page } = await visit(first);
  const field = page.getByRole('textbox', { name: 'Question' });
  await field.fill('Not sent yet');
  await page.waitForFunction(() => Object.values(localStorage).includes('Not sent yet'));
  await page.reload();
  expect(await field.inputValue()).toBe('Not sent yet');
  await page.goto(new URL(await makeConversation(), page.url()).href);
  expect(await field.inputValue()).toBe('');
});

it('lists, renames and deletes conversations with undo', async () => {
  const { page } = await visit(await makeConversation());
  const name = `Named ${Date.now()}`;
  await ask(page, 'When does cavitation happen?');
  await finished(page);
  const list = page.getByRole('region', { name: 'Conversations' });
  const row = list.locator('li').filter({ has: page.locator('[aria-current="page"]') });
  await row.hover();
  await row.getByRole('button', { name: /^Actions for/ }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  const field = page.getByRole('textbox', { name: 'Name of the conversation' });
  await field.fill(name);
  await field.press('Enter');
  await list.getByRole('link', { name }).waitFor();
  await page.getByRole('searchbox', { name: 'Search conversations' }).fill(name);
  await expect.poll(() => list.getByRole('listitem').count()).toBe(1);

  await list.locator('li').hover();
  await list.getByRole('button', { name: /^Actions for/ }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await list.getByRole('link', { name }).waitFor({ state: 'detached' });
  await expect.poll(() => focused(page)).not.toBe('');
  await page.getByRole('button', { name: 'Undo' }).click();
  await list.getByRole('link', { name }).waitFor();
});

it('keeps the focus in the composer from the first question on', async () => {
  const { page } = await visit('/chat');
  await expect.poll(() => focused(page)).toBe('Question');
  await page.keyboard.type('When does cavitation happen?');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/chat\/.+/);
  await finished(page);
  await expect.poll(() => focused(page)).toBe('Question');
});

it('keeps what is written on a slow line, after Enter and in another conversation', async () => {
  const [first, second] = [await makeConversation(), await makeConversation()];
  const { page } = await visit('/settings/appearance');
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.routeWebSocket(/\/api\/v1\/ws/, (client) => {
    const server = client.connectToServer();
    let before = Promise.resolve();
    server.onMessage((message) => {
      if (String(message).includes('"accepted"')) before = before.then(() => held);
      before = before.then(() => client.send(message));
    });
  });
  await page.goto(BASE + first);
  const field = page.getByRole('textbox', { name: 'Question' });
  await field.fill('When does cavitation happen?');
  await field.press('Enter');
  await page.getByRole('status').filter({ hasText: 'Sending' }).waitFor();
  await field.pressSequentially(' And how is it avoided?');
  await page.evaluate((path) => history.pushState(null, '', path), second);
  await page.waitForFunction((path) => location.pathname === path, second);
  await expect.poll(() => field.inputValue()).toBe('');
  await field.fill('Quite another thing');
  release();
  await page.goBack();
  await finished(page);
  await expect.poll(() => field.inputValue()).toBe('And how is it avoided?');
  await page.goForward();
  await expect.poll(() => field.inputValue()).toBe('Quite another thing');
});

it('shows the same in two tabs, while it is written and after', async () => {
  const path = await makeConversation();
  const { page } = await visit(path);
  const other = await page.context().newPage();
  await other.goto(BASE + path);
  await other.getByRole('log', { name: 'Messages' }).waitFor();
  await ask(page, 'Who was the first chairman of the tennis club?');
  await other.getByRole('article', { name: 'Question' }).waitFor();
  await finished(page);
  const words = await (await finished(other)).innerText();
  expect(words.length).toBeGreaterThan(20);

  // Two answers of one kind on a page are told apart.
  await ask(page, 'Who painted the ceiling of the chapel?');
  await finished(page);
  await expect.poll(() => page.getByRole('article').count()).toBe(4);
  await expectAccessible(page);
});

it('offers ways out when the model cannot be reached', async () => {
  const put = await fetch(`${BASE}/api/v1/provider`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ base_url: 'http://127.0.0.1:9/v1', model: 'nobody' }),
  });
  expect(put.status, await put.text()).toBe(200);
  try {
    const { page } = await visit(await makeConversation());
    await ask(page, 'When does cavitation happen?');
    const answer = await finished(page, 'failed');
    await answer.getByRole('button', { name: 'Ask again' }).waitFor();
    await expectAccessible(page);
    await answer.getByRole('link', { name: 'Check the connection' }).click();
    await page.waitForURL(/\/settings\/models/);
  } finally {
    await fetch(`${BASE}/api/v1/provider`, { method: 'DELETE' });
  }
});
