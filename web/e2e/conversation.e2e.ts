import { expect, it } from 'vitest';
import { ask, BASE, expectAccessible, finished, focused, library, makeConversation, useHouse, visit } from './house';

useHouse();

interface Said {
  id: string;
  parent: string | null;
  role: 'user' | 'assistant';
  content: string;
}

/** Brings a conversation in; returns its path and the ids of its messages in the order given. */
async function bringIn(title: string, messages: Said[]): Promise<{ path: string; ids: string[] }> {
  const body = JSON.stringify({ conversations: [{ title, messages }] });
  const answer = await fetch(`${BASE}/api/v1/conversations/import`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  expect(answer.status, await answer.clone().text()).toBe(201);
  const [id] = ((await answer.json()) as { conversations: string[] }).conversations;
  const stored = (await (await fetch(`${BASE}/api/v1/conversations/${id}/messages`)).json()) as { id: string; content: string }[];
  return { path: `/chat/${id}`, ids: messages.map(({ content }) => stored.find((one) => one.content === content)!.id) };
}

function line(count: number): Said[] {
  return Array.from({ length: count }, (_, n) => ({
    id: String(n),
    parent: n === 0 ? null : String(n - 1),
    role: n % 2 === 0 ? 'user' : 'assistant',
    content: n % 2 === 0 ? `Question ${n}?` : `Answer ${n}.\n\n\`\`\`python\nprint(${n})\n\`\`\`\n\n| a | b |\n| --- | --- |\n| ${n} | 2 |`,
  }));
}

it('shows a conversation of 2,000 messages at its end, draws only what is in view, and jumps to any message', async () => {
  const { path, ids } = await bringIn('Long', line(2_000));
  const { page, complaints } = await visit(path);
  await page.getByText('Answer 1999.').waitFor();
  expect(await page.getByRole('article').count()).toBeLessThan(60);
  await page.mouse.move(700, 400);
  for (let turn = 0; turn < 10; turn += 1) await page.mouse.wheel(0, -1_500);
  await page.getByRole('button', { name: 'Jump to latest' }).click();
  await page.getByText('Answer 1999.').waitFor();

  await page.goto(`${BASE}${path}?m=${ids[700]}`);
  await page.getByText('Question 700?').waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent ?? '')).toContain('Question 700?');
  await page.reload();
  await page.getByText('Question 700?').waitFor();
  await expectAccessible(page);
  expect(complaints).toEqual([]);
});

it('comes back to where the reader was', async () => {
  const { path, ids } = await bringIn('Place', line(200));
  const { page } = await visit(`${path}?m=${ids[80]}`);
  await page.getByText('Question 80?').waitFor();
  await page.goto(`${BASE}${path}?m=${ids[80]}`);
  await page.getByRole('link', { name: 'Library' }).click();
  await page.waitForURL(/library/);
  await page.goBack();
  await page.getByText('Question 80?').waitFor();
});

it('saves a mended question without asking again', async () => {
  const { path } = await bringIn('Mend', line(2));
  const { page } = await visit(path);
  await page.getByRole('article', { name: 'Question' }).hover();
  await page.getByRole('button', { name: 'Edit question' }).click();
  const form = page.getByRole('form', { name: 'Edit question' });
  await form.getByRole('textbox').fill('A mended question?');
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('article', { name: 'Question' }).getByText('A mended question?').waitFor();
  await expect.poll(() => focused(page)).toBe('Edit question');
  await page.reload();
  await page.getByText('A mended question?').waitFor();
  await page.getByText('Answer 1.').waitFor();
  expect(await page.getByRole('group', { name: 'Versions of this question' }).count()).toBe(0);
});

it('deletes an answer with what follows, and takes that back', async () => {
  const { path } = await bringIn('Delete', line(4));
  const { page } = await visit(path);
  await page.getByRole('article', { name: 'Answer' }).first().getByRole('button', { name: 'More for this answer' }).click();
  await page.getByRole('menuitem', { name: 'Delete with what follows' }).click();
  await expect.poll(() => page.getByRole('article').count()).toBe(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => page.getByRole('article').count()).toBe(4);
});

const BRANCHED: Said[] = [
  { id: 'q', parent: null, role: 'user', content: 'Which pump?' },
  { id: 'a', parent: 'q', role: 'assistant', content: 'The red pump.' },
  { id: 'b', parent: 'q', role: 'assistant', content: 'The blue pump.' },
  { id: 'c', parent: 'b', role: 'user', content: 'Why blue?' },
  { id: 'd', parent: 'c', role: 'assistant', content: 'Because of its seal.' },
];

it('branches into a conversation of its own', async () => {
  const { path } = await bringIn('Branch', BRANCHED);
  const { page } = await visit(path);
  await page.getByRole('article', { name: 'Answer' }).first().getByRole('button', { name: 'More for this answer' }).click();
  await page.getByRole('menuitem', { name: 'Branch from here' }).click();
  await page.waitForURL((url) => url.pathname !== path);
  await expect.poll(() => page.getByRole('article').count()).toBe(2);
  await page.getByText('The blue pump.').waitFor();
});

it('compares two versions side by side', async () => {
  const { path } = await bringIn('Compare', BRANCHED);
  const { page } = await visit(path);
  await page.getByRole('article', { name: 'Answer' }).first().getByRole('button', { name: 'More for this answer' }).click();
  await page.getByRole('menuitem', { name: 'Compare versions' }).click();
  const dialog = page.getByRole('dialog', { name: 'Compare versions' });
  await dialog.getByRole('region', { name: 'First version' }).getByText('The red pump.').waitFor();
  await dialog.getByRole('region', { name: 'Second version' }).getByText('The blue pump.').waitFor();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
});

it('shows the prompt of a print and every message of the branch', async () => {
  const { path } = await bringIn('Print', line(60));
  const { page } = await visit('/settings/appearance');
  // The dialog would stay open for ever.
  await page.addInitScript(() => {
    window.print = () => {};
  });
  await page.goto(`${BASE}${path}/print`);
  await page.locator('main[data-ready]').waitFor();
  expect(await page.getByRole('article').count()).toBe(60);
  const pdf = await page.pdf();
  expect(pdf.subarray(0, 4).toString()).toBe('%PDF');
});

it('names what a question was limited to', async () => {
  const path = await makeConversation();
  const documents = (await (await fetch(`${BASE}/api/v1/documents?collection=${library.id}&contains=travel`)).json()) as { items: { id: string }[] };
  const body = JSON.stringify({ text: 'What is refunded?', documents: [documents.items[0]!.id] });
  await (await fetch(`${BASE}/api/v1/conversations${path.replace('/chat', '')}/messages`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).text();
  const { page } = await visit(path);
  await finished(page);
  await page.getByRole('list', { name: 'Asked of these documents only' }).getByText('travel.txt').waitFor();
  await ask(page, 'And how often are bearings greased?');
  await finished(page);
});
