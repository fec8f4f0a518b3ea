import { createHash } from 'node:crypto';
import { strToU8, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { fromChatbox } from './chatbox';
import { fromChatGpt } from './chatgpt';
import { fromClaude } from './claude';
import { CHATBOX, CHATGPT, CLAUDE } from './fixtures';
import { Unreadable, type Converted, type FileFlaw, type Origin } from './formats';
import { JsonItems } from './items';
import { fenced, withoutFootnotes } from './prose';
import { Batches } from './batches';
import { readExport } from './reading';

/** The messages as `role: content <- parent`, by their content. */
function told(converted: Converted): string[] {
  if ('flaw' in converted) return [converted.flaw];
  const { messages } = converted.conversation;
  const words = new Map(messages.map(({ id, content }) => [id, content]));
  return messages.map(({ role, content, parent }) => `${role}: ${content}${parent ? ` <- ${words.get(parent)}` : ''}`);
}

async function read(...parts: BlobPart[]): Promise<{ origins: Origin[]; converted: Converted[] }> {
  const origins = new Set<Origin>();
  const converted: Converted[] = [];
  await readExport(new Blob(parts), {
    item: (one, origin) => {
      origins.add(origin);
      converted.push(one);
    },
    progress: () => {},
  });
  return { origins: [...origins], converted };
}

async function flaw(...parts: BlobPart[]): Promise<FileFlaw> {
  const error: unknown = await read(...parts).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return (error as Unreadable).flaw;
}

it('makes one message of the nodes of a ChatGPT answer and keeps its branches', () => {
  const converted = fromChatGpt(CHATGPT[0]);
  expect(told(converted)).toEqual([
    'user: Plot y = x²\n\n[image]',
    'assistant: I will plot it.\n\n```python\nplot(x**2)\n```\n\n```text\ndone\n```\n\n[image]\n\nHere is the plot. ([Wikipedia](https://en.wikipedia.org)) <- Plot y = x²\n\n[image]',
    'user: Thanks <- I will plot it.\n\n```python\nplot(x**2)\n```\n\n```text\ndone\n```\n\n[image]\n\nHere is the plot. ([Wikipedia](https://en.wikipedia.org))',
    'user: And y = x³? <- I will plot it.\n\n```python\nplot(x**2)\n```\n\n```text\ndone\n```\n\n[image]\n\nHere is the plot. ([Wikipedia](https://en.wikipedia.org))',
    'assistant: The first answer.[1] <- And y = x³?',
    'assistant: **Notes**\n\n# Cubes <- And y = x³?',
  ]);
  expect(converted).toMatchObject({
    conversation: { title: 'Plots', pinned: true, head: 'canvas', created_at: '2024-05-01T10:00:00.500Z', updated_at: '2024-05-01T11:00:00.000Z' },
  });
});

it('says of ChatGPT conversations why they are left out', () => {
  expect(fromChatGpt(CHATGPT[1])).toEqual({ flaw: 'empty', title: 'New chat' });
  expect(fromChatGpt({ title: 'Odd', mapping: [] })).toEqual({ flaw: 'shape', title: 'Odd' });
  expect(told(fromChatGpt({ mapping: { a: { parent: 'b', message: null }, b: { parent: 'a', message: null } } }))).toEqual(['empty']);
});

it('reads Claude conversations as a tree where there is one, else one after the other', () => {
  expect(told(fromClaude(CLAUDE[0]))).toEqual([
    'user: [notes.txt]\n\n```\nfive bar\n```\n\nWhat is in it? [^1]',
    'assistant: A pressure.\n\n**Gauge**\n\n```svg\n<svg/>\n``` <- [notes.txt]\n\n```\nfive bar\n```\n\nWhat is in it? [^1]',
    'user: Thanks <- A pressure.\n\n**Gauge**\n\n```svg\n<svg/>\n```',
  ]);
  expect(told(fromClaude(CLAUDE[1]))).toEqual(['user: Hi', 'assistant: One <- Hi', 'assistant: Two <- Hi', 'user: Go on <- One']);
  expect(fromClaude(CLAUDE[2])).toEqual({ flaw: 'empty', title: '' });
});

it('takes our own conversations as they are, without what it does not know', () => {
  const [own] = CHATBOX.conversations;
  expect(fromChatbox({ ...own, later: 1 })).toEqual({ conversation: own });
  expect(fromChatbox({ title: 'T', messages: [{ id: 1 }] })).toEqual({ flaw: 'shape', title: 'T' });
});

it('recognises exports, plain or in their archive, in one file or several', async () => {
  expect(await read(JSON.stringify(CHATBOX, null, 2))).toMatchObject({ origins: ['chatbox'], converted: [{ conversation: CHATBOX.conversations[0] }] });
  const file = (value: unknown) => strToU8(JSON.stringify(value));
  const archive = zipSync({ 'export/user.json': file({}), 'export/conversations-001.json': file([CHATGPT[1]]), 'export/conversations-000.json': file([CHATGPT[0]]) });
  const { origins, converted } = await read(archive);
  expect(origins).toEqual(['chatgpt']);
  expect(converted.map((one) => 'flaw' in one)).toEqual([false, true]);
  expect((await read(zipSync({ 'conversations.json': [file(CLAUDE), { level: 0 }] }))).origins).toEqual(['claude']);
});

it('says of a file that cannot be read what it is', async () => {
  const json = JSON.stringify(CHATBOX);
  expect(await flaw('')).toEqual({ code: 'nothing' });
  expect(await flaw('<!doctype html>')).toEqual({ code: 'not-json', found: '<!doctype html>' });
  expect(await flaw(json.slice(0, -20))).toEqual({ code: 'cut-off' });
  expect(await flaw('[]')).toEqual({ code: 'nothing' });
  expect(await flaw('{"name":"web","scripts":{}}')).toEqual({ code: 'unknown', found: 'name, scripts' });
  expect(await flaw('[{"email":"a@example.org","uuid":"1"}]')).toEqual({ code: 'unknown', found: 'email, uuid' });
  expect(await flaw('{"format":"chatbox.conversations","version":2,"conversations":[]}')).toEqual({ code: 'too-new' });
  expect(await flaw(zipSync({ 'a/photo.jpg': new Uint8Array(3), 'b.txt': new Uint8Array(3) }))).toEqual({ code: 'zip-other', found: 'a/photo.jpg, b.txt' });
  const archive = zipSync({ 'conversations.json': strToU8(json) });
  expect(await flaw(archive.slice(0, -30))).toEqual({ code: 'zip-broken' });
});

it('leaves out a broken conversation in the middle and reads on', async () => {
  const good = JSON.stringify(CHATGPT[0]);
  const { converted } = await read(`[${good},{"title":"Broken \\"one\\"","mapping":{x}},${good}]`);
  expect(converted.map((one) => ('flaw' in one ? `${one.flaw}: ${one.title}` : 'good'))).toEqual(['good', 'unreadable: Broken \\"one\\"', 'good']);
});

it('hands out the items of a list, wherever the pieces are cut', () => {
  const json = '\ufeff {"format":"f","list":[1,2],"text":"a,]\\"[","conversations":[{"a":"},]\\\\"},[1,[2]],"x", 3 ],"after":{"b":[1]}} ';
  for (let size = 1; size < json.length; size += 1) {
    const items: unknown[] = [];
    const reader = new JsonItems('conversations', (item) => items.push(JSON.parse(item)));
    for (let at = 0; at < json.length; at += size) reader.push(json.slice(at, at + size));
    reader.finish();
    expect(items).toEqual([{ a: '},]\\' }, [1, [2]], 'x', 3]);
    expect(reader.head).toMatchObject({ format: 'f', list: [1, 2], text: 'a,]"[' });
  }
});

it('keeps footnotes of other programs from being citations, but not code', () => {
  expect(withoutFootnotes('So.[^1] `[^1]`\n\n```\n[^2]\n```\n[^1]: There.')).toBe('So.[1] `[^1]`\n\n```\n[^2]\n```\n[1] There.');
  expect(fenced('```js\n1\n```\n', 'md')).toBe('````md\n```js\n1\n```\n````');
});

it('names a batch by the SHA-256 of what is sent', () => {
  const batches = new Batches();
  batches.add({ title: 'Größe', messages: [] });
  const { key, body } = batches.rest()!;
  expect(key).toBe(createHash('sha256').update(body).digest('hex'));
});
