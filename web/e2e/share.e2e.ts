import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { api, taken, unique, type Imported } from './conversations';
import { BASE, expectAccessible, focused, useHouse, visit } from './house';

useHouse();

const id = (n: number) => `01900000-0000-7000-8000-00000000000${n}`;

/** A question with two answers, the second in view; what it cites is of a document that is not here. */
function cited(title: string): Imported {
  const source = { number: 1, chunk: id(1), document: id(2), revision: id(3), title: 'Pump manual', path: 'pump.pdf', page: 3, headings: [], start: 0, end: 9, text: 'The seal is changed every year. Not quoted.', score: 0.5 };
  const citation = {
    number: 1,
    source: 1,
    document: id(2),
    title: 'Pump manual',
    page: 3,
    start: 0,
    end: 9,
    quote: 'The seal is changed every year.',
    claim: 'Once a year.',
    check: { verdict: 'quoted', reason: 'word for word in the source', score: 1 },
  };
  return {
    title,
    head: 'second',
    messages: [
      { id: 'q', role: 'user', content: 'How often is the seal changed?' },
      { id: 'first', parent: 'q', role: 'assistant', content: 'Seldom.' },
      { id: 'second', parent: 'q', role: 'assistant', content: 'Once a **year**.[^1]', citations: [citation], sources: [source] },
    ],
  };
}

const listOf = (page: Page) => page.getByRole('region', { name: 'Conversations' });

async function openShare(page: Page, title: string) {
  await listOf(page).getByRole('link', { name: title, exact: true }).hover();
  await listOf(page).getByRole('button', { name: `Actions for ${title}`, exact: true }).click();
  await page.getByRole('menuitem', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share the conversation' });
  await dialog.waitFor();
  return dialog;
}

it('shares a snapshot that whoever has the link can read, and revokes it', async () => {
  const title = unique('Shared');
  const [conversation] = await taken([cited(title)]);
  const { page } = await visit(`/chat/${conversation}`);
  const dialog = await openShare(page, title);
  await dialog.getByRole('button', { name: 'Create link' }).click();
  const url = await dialog.getByRole('textbox', { name: 'Link' }).inputValue();
  expect(url).toMatch(/\/shared\/.{16,}$/);
  await expectAccessible(page);

  // What comes later is not in it.
  await api('PATCH', `/conversations/${conversation}`, { title: `${title} later` });

  const guest = await visit(new URL(url).pathname);
  await guest.page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
  const answer = guest.page.getByRole('article', { name: 'Answer' });
  await answer.getByText('year').first().waitFor();
  expect(await guest.page.getByRole('navigation').count()).toBe(0);
  expect(await guest.page.getByRole('button', { name: /Previous/ }).count()).toBe(0);
  await guest.page.getByText('cannot be opened here').waitFor();
  const mark = answer.locator('button[data-citation]').first();
  await mark.click();
  await guest.page.getByText('word for word', { exact: false }).first().waitFor();
  expect(new URL(guest.page.url()).search).toBe('');
  expect(await guest.page.getByText('Not quoted').count()).toBe(0);
  await expectAccessible(guest.page);

  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await page.getByText('The link was revoked').waitFor();
  await expect.poll(async () => (await fetch(`${BASE}/api/v1/shared/${url.split('/').at(-1)}`)).status, { timeout: 20_000 }).toBe(404);
  await guest.page.reload();
  await guest.page.getByRole('heading', { name: 'This link leads nowhere' }).waitFor();
  await expectAccessible(guest.page);
  expect(guest.complaints).toEqual([]);
});

it('shares all branches, and lets others go on with a copy of their own', async () => {
  const title = unique('Branches');
  const [conversation] = await taken([cited(title)]);
  const { page } = await visit(`/chat/${conversation}`);
  await page.getByRole('article', { name: 'Answer' }).waitFor();
  const dialog = await openShare(page, title);
  await dialog.getByText('All branches').click();
  await dialog.getByRole('button', { name: 'Create link' }).click();
  const url = await dialog.getByRole('textbox', { name: 'Link' }).inputValue();
  await page.keyboard.press('Escape');
  await expect.poll(() => focused(page)).toBe(`Actions for ${title}`);

  const guest = await visit(new URL(url).pathname);
  await guest.page.getByRole('button', { name: 'Previous answer' }).click();
  await guest.page.getByText('Seldom.').waitFor();
  await guest.page.getByRole('button', { name: 'Continue as my copy' }).click();
  await guest.page.waitForURL(/\/chat\/.+/);
  const copy = new URL(guest.page.url()).pathname.split('/').at(-1)!;
  expect(copy).not.toBe(conversation);
  const messages = await api<{ content: string; citations: { quote: string }[] }[]>('GET', `/conversations/${copy}/messages`);
  expect(messages.map(({ content }) => content).toSorted()).toEqual(['How often is the seal changed?', 'Once a **year**.[^1]', 'Seldom.']);
  expect(messages.flatMap(({ citations }) => citations.map(({ quote }) => quote))).toEqual(['The seal is changed every year.']);
});

it('lists every link, with undo for a revoked one', async () => {
  const title = unique('Listed');
  const [conversation] = await taken([cited(title)]);
  const { token } = await api<{ token: string }>('POST', `/conversations/${conversation}/shares`, { branches: false });
  const { page } = await visit('/settings/shares');
  await page.getByRole('heading', { level: 1, name: 'Shared links' }).waitFor();
  const row = page.getByRole('listitem').filter({ hasText: title });
  await row.getByText('2 messages').waitFor();
  expect(await row.getByRole('link', { name: `Open link to ${title}` }).getAttribute('href')).toBe(`${BASE}/shared/${token}`);
  await expectAccessible(page);
  await row.getByRole('button', { name: `Revoke link to ${title}` }).click();
  await row.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await row.waitFor();
  expect((await fetch(`${BASE}/api/v1/shared/${token}`)).status).toBe(200);
});
