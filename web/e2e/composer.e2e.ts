import { expect, it } from 'vitest';
import { connectEcho } from './echo';
import { ask, BASE, expectAccessible, finished, focused, library, makeConversation, useHouse, visit } from './house';

useHouse();

it('queues questions while an answer is written and sends them one after the other, over a reload too', async () => {
  const path = await makeConversation();
  const echo = await connectEcho((question) => `${question} ${'word '.repeat(100)}end.`, 80);
  try {
    const { page } = await visit(path);
    await ask(page, 'First question');
    const field = page.getByRole('textbox', { name: 'Question' });
    await page.getByRole('button', { name: 'Stop', exact: true }).waitFor();
    for (const text of ['Second question', 'Third question']) {
      await field.fill(text);
      await field.press('Enter');
    }
    const waiting = page.getByRole('region', { name: 'Waiting questions' });
    await waiting.getByText('Third question').waitFor();
    await waiting.getByRole('listitem').filter({ hasText: 'Third question' }).getByRole('button', { name: 'Move up' }).click();
    await page.reload();
    await page.getByRole('article', { name: 'Question' }).getByText('Second question').waitFor({ timeout: 90_000 });
    await finished(page);
    const messages = (await (await fetch(`${BASE}/api/v1/conversations${path.replace('/chat', '')}/messages`)).json()) as { role: string; content: string }[];
    const asked = messages.filter(({ role }) => role === 'user').map(({ content }) => content);
    expect(asked).toEqual(['First question', 'Third question', 'Second question']);
    await waiting.waitFor({ state: 'detached' });
  } finally {
    await echo.close();
  }
});

it('holds the queue when the answer before is stopped', async () => {
  const path = await makeConversation();
  const echo = await connectEcho(() => 'word '.repeat(200), 200);
  try {
    const { page } = await visit(path);
    await ask(page, 'First question');
    const field = page.getByRole('textbox', { name: 'Question' });
    await page.getByRole('button', { name: 'Stop', exact: true }).waitFor();
    await field.fill('After that');
    await field.press('Enter');
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.getByRole('button', { name: 'Send next' }).waitFor();
    expect(await page.getByRole('article', { name: 'Question' }).count()).toBe(1);
    await page.getByRole('region', { name: 'Waiting questions' }).getByRole('button', { name: 'Edit' }).click();
    expect(await field.inputValue()).toBe('After that');
  } finally {
    await echo.close();
  }
});

it('offers prompts after a slash and asks for their blanks', async () => {
  const name = `sum-${Date.now()}`;
  const made = await fetch(`${BASE}/api/v1/prompts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, text: 'Sum up {{topic=the pumps}} in one line.' }),
  });
  expect(made.status).toBe(201);
  const { page } = await visit(await makeConversation());
  const field = page.getByRole('textbox', { name: 'Question' });
  await field.pressSequentially(`/${name.slice(0, 6)}`);
  await page.getByRole('option', { name: new RegExp(name) }).waitFor();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'topic' }).fill('the seals');
  await dialog.getByRole('group', { name: 'Preview' }).getByText('Sum up the seals in one line.').waitFor();
  await dialog.getByRole('button', { name: 'Insert' }).click();
  await expect.poll(() => field.inputValue()).toBe('Sum up the seals in one line.');
  await fetch(`${BASE}/api/v1/prompts/${((await made.json()) as { id: string }).id}`, { method: 'DELETE' });
});

it('limits a question to a document named after #', async () => {
  const { page } = await visit(await makeConversation());
  const field = page.getByRole('textbox', { name: 'Question' });
  await field.pressSequentially('#travel');
  await page.getByRole('option', { name: /travel/ }).first().click();
  const only = page.getByRole('list', { name: 'For this question only' });
  await only.getByText('travel.txt').waitFor();
  await page.reload();
  await only.getByText('travel.txt').waitFor();
  await field.pressSequentially('When must receipts be handed in?');
  await page.keyboard.press('Enter');
  await finished(page);
  await page.getByRole('list', { name: 'Asked of these documents only' }).getByText('travel.txt').waitFor();
  expect(await page.getByRole('list', { name: 'For this question only' }).count()).toBe(0);
});

it('suggests to ask about a new document', async () => {
  const { page } = await visit('/chat');
  await page.getByRole('list', { name: 'Suggestions' }).getByRole('button', { name: 'Ask about Pump handbook only' }).click();
  await page.getByRole('list', { name: 'For this question only' }).getByText('Pump handbook').waitFor();
  await expect.poll(() => focused(page)).toBe('Question');
  await expectAccessible(page);
});

it('makes a document of a long text that is pasted', async () => {
  const { page } = await visit(await makeConversation(), { permissions: ['clipboard-read', 'clipboard-write'] });
  const field = page.getByRole('textbox', { name: 'Question' });
  await field.fill('What does it say? ');
  const text = `Report of ${Date.now()}\r\n${'The seal was replaced. '.repeat(200)}`;
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await field.press('End');
  await page.keyboard.press('ControlOrMeta+v');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Add it as a document' }).click();
  expect(await field.inputValue()).toBe('What does it say?');
  await page.getByText('Adding 1 file').waitFor();
  const pasted = async () => {
    const answer = await fetch(`${BASE}/api/v1/documents?collection=${library.id}&contains=Pasted&limit=10`);
    return ((await answer.json()) as { items: { path: string }[] }).items.length;
  };
  await expect.poll(pasted).toBe(1);
});

it('edits the last question with the up arrow', async () => {
  const { page } = await visit(await makeConversation());
  await ask(page, 'When does cavitation happen?');
  await finished(page);
  await page.getByRole('textbox', { name: 'Question' }).press('ArrowUp');
  expect(await page.getByRole('form', { name: 'Edit question' }).getByRole('textbox').inputValue()).toBe('When does cavitation happen?');
});

it('keeps a temporary conversation out of every list', async () => {
  const { page } = await visit('/chat');
  await page.getByRole('button', { name: 'Temporary conversation' }).click();
  await page.getByText('Temporary: kept in the server’s memory only').waitFor();
  const secret = `zebra${Date.now()}`;
  await page.getByRole('textbox', { name: 'Question' }).fill(`Is a ${secret} a pump?`);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/chat\/.+/);
  await finished(page);
  await page.getByText('Temporary: kept in the server’s memory only').waitFor();
  const found = await (await fetch(`${BASE}/api/v1/conversations/search?q=${secret}`)).json();
  expect(found).toEqual([]);
  await page.reload();
  await page.getByText(secret).first().waitFor();
});
