import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectEcho, type Echo } from './echo';
import { deepText, HOSTILE_NAMES, hostileTexts } from './hostile';
import { BASE, finished, makeCollection, settled, upload, useHouse, visit } from './house';
import { expectInert } from './inert';

useHouse();

const cases = hostileTexts();
const DEEP = 'Draw the deep text, please.';
let room = '';
let documents: Map<string, string>;
let echo: Echo;

beforeAll(async () => {
  room = await makeCollection(`Hostile texts ${Date.now()}`);
  // The first line is the title, too.
  const texts = cases.map(({ payload }, index) => [`case-${index}.md`, `# ${payload.replaceAll('\n', ' ')}\n\nCase ${index} in full.\n\n${payload}\n`]);
  await upload(room, Object.fromEntries([...texts, ['deep.md', deepText()]]) as Record<string, string>);
  for (const name of HOSTILE_NAMES) await upload(room, { [name]: `A file whose name is ${name}` });
  await settled(room, cases.length + 1 + HOSTILE_NAMES.length);
  const answer = await fetch(`${BASE}/api/v1/documents?collection=${room}&limit=200`);
  const { items } = (await answer.json()) as { items: { id: string; path: string }[] };
  documents = new Map(items.map(({ id, path }) => [path, id]));
  echo = await connectEcho((question) => {
    if (question.includes(DEEP)) return deepText();
    const number = /Case (\d+)/.exec(question)?.[1];
    return number ? `Before.\n\n${cases[Number(number)]!.payload}\n\nBehind.` : 'A title';
  });
});

afterAll(async () => {
  await echo.close();
  await fetch(`${BASE}/api/v1/collections/${room}`, { method: 'DELETE' });
});

it.each(cases.map((hostile, index) => ({ ...hostile, index })))('draws case $id as text only', async ({ payload, index }) => {
  const { page, complaints } = await visit(await conversation());
  await page.getByRole('textbox', { name: 'Question' }).last().fill(`Case ${index}: ${payload}`);
  await page.keyboard.press('Enter');
  const answer = await finished(page);
  await answer.getByText('Before.').waitFor();
  await expectInert(page, 'the answer');
  await page.reload();
  await finished(page);
  await expectInert(page, 'the conversation, loaded anew');
  await page.goto(`${BASE}/documents/${documents.get(`case-${index}.md`)}`);
  await page.getByText(`Case ${index} in full.`).waitFor();
  await expectInert(page, 'the document');
  expect(complaints).toEqual([]);
});

it('draws hostile names as text only', async () => {
  const { page, complaints } = await visit(`/library/${room}`);
  for (const name of HOSTILE_NAMES) await page.getByRole('row').filter({ hasText: name }).waitFor();
  await expectInert(page, 'the list');
  for (const [path, id] of documents) {
    if (path.startsWith('case-') || path === 'deep.md') continue;
    await page.goto(`${BASE}/documents/${id}`);
    await page.getByText('A file whose name is').waitFor();
    await expectInert(page, path);
  }
  expect(complaints).toEqual([]);
});

it('draws text that nests without end within two seconds', async () => {
  const { page, complaints } = await visit(await conversation());
  await page.getByRole('textbox', { name: 'Question' }).last().fill(DEEP);
  await page.keyboard.press('Enter');
  await finished(page);
  const question = () => page.getByRole('textbox', { name: 'Question' }).last();
  for (const path of [new URL(page.url()).pathname, `/documents/${documents.get('deep.md')}`]) {
    await page.goto(`${BASE}/library`);
    const begun = Date.now();
    await page.goto(BASE + path);
    if (path.startsWith('/chat')) await page.getByRole('article', { name: 'Answer' }).waitFor();
    else await page.getByRole('region', { name: 'Text of the document' }).waitFor();
    // The page is drawn when it takes the next word.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
    expect(Date.now() - begun, path).toBeLessThan(2_000);
    if (path.startsWith('/chat')) await question().fill('Still here');
  }
  expect(complaints).toEqual([]);
});

async function conversation(): Promise<string> {
  const answer = await fetch(`${BASE}/api/v1/conversations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ collections: [room] }),
  });
  return `/chat/${((await answer.json()) as { id: string }).id}`;
}
