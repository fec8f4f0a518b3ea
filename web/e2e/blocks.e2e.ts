import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Frame, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { api, taken, unique } from './conversations';
import { attempts, type Attempt } from './escapes';
import { BASE, expectAccessible, useHouse, visit } from './house';

useHouse();

const CLIPBOARD = { permissions: ['clipboard-read', 'clipboard-write'] };
const copied = (page: Page) => page.evaluate(() => navigator.clipboard.readText());
const fence = (language: string, code: string) => `\`\`\`${language}\n${code}\n\`\`\``;

/** A conversation whose answers are these; returns its path. */
async function answering(...answers: string[]): Promise<string> {
  const messages = answers.flatMap((content, at) => [
    { id: `q${at}`, ...(at > 0 ? { parent: `a${at - 1}` } : {}), role: 'user' as const, content: `Question ${at}?` },
    { id: `a${at}`, parent: `q${at}`, role: 'assistant' as const, content },
  ]);
  const [id] = await taken([{ title: unique('Blocks'), messages }]);
  return `/chat/${id}`;
}

const lastAnswer = (page: Page) => page.getByRole('article', { name: 'Answer' }).last();
const overflows = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);

it('shows code with its language, copies, wraps and unfolds it', async () => {
  const long = `const words = '${'long '.repeat(80)}';`;
  const tall = Array.from({ length: 60 }, (_, at) => `line_${at} = ${at}`).join('\n');
  const { page, complaints } = await visit(await answering(`${fence('typescript', long)}\n\n${fence('python', tall)}`), CLIPBOARD);
  const answer = lastAnswer(page);
  const blocks = answer.locator('[data-streamdown="code-block"]');
  await expect.poll(() => blocks.count()).toBe(2);
  await blocks.first().getByText('typescript', { exact: true }).waitFor();
  // Colours have come when words of one line stand in elements of their own.
  await expect.poll(() => blocks.first().locator('code span span').count()).toBeGreaterThan(2);
  await blocks.first().getByRole('button', { name: 'Copy code' }).click();
  await expect.poll(() => copied(page)).toBe(`${long}\n`);

  const scroller = blocks.first().locator('pre').locator('xpath=ancestor-or-self::*[contains(@class,"overflow-x-auto")]').first();
  const isWide = () => scroller.evaluate((area) => area.scrollWidth > area.clientWidth + 1);
  await expect.poll(isWide).toBe(true);
  await blocks.first().getByRole('button', { name: 'Wrap long lines' }).click();
  await expect.poll(isWide).toBe(false);
  await blocks.first().getByRole('button', { name: 'Wrap long lines', pressed: true }).click();
  await expect.poll(isWide).toBe(true);

  await expect.poll(() => answer.getByText('line_59').count()).toBe(0);
  await answer.getByRole('button', { name: 'Show all 60 lines' }).click();
  await answer.getByText('line_59').first().waitFor();
  // What is folded is copied whole.
  await blocks.last().getByRole('button', { name: 'Copy code' }).click();
  await expect.poll(() => copied(page)).toBe(`${tall}\n`);
  expect(await overflows(page)).toBe(false);
  await expectAccessible(page);
  expect(complaints).toEqual([]);
});

const TABLE = `| Part | Formula | Sum | Said | ${'Wide | '.repeat(10)}
|${' --- |'.repeat(14)}
| Seal | =HYPERLINK("http://127.0.0.1:9/?"&A1) | -12.50 | a, "b" | ${'some words of width | '.repeat(10)}
| @SUM(A1) | +1+cmd\\|' /C calc'!A0 | +3 % | -x | ${'some words of width | '.repeat(10)}
`;

it('lets tables scroll by themselves on a phone, and copies them without formulas', async () => {
  const { page } = await visit(await answering(TABLE), { ...CLIPBOARD, viewport: { width: 390, height: 844 } });
  const answer = lastAnswer(page);
  const table = answer.getByRole('group', { name: 'Table' });
  await table.getByText('Seal').waitFor();
  expect(await table.evaluate((area) => area.scrollWidth > area.clientWidth)).toBe(true);
  expect(await overflows(page)).toBe(false);
  await table.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => table.evaluate((area) => area.scrollLeft)).toBeGreaterThan(0);

  await answer.getByRole('button', { name: 'Copy table' }).click();
  await page.getByRole('menuitem', { name: 'Copy as CSV' }).click();
  await expect.poll(() => copied(page)).toContain('Part,Formula');
  const rows = (await copied(page)).split('\r\n').map((row) => row.split(',some words')[0]);
  expect(rows.slice(1)).toEqual([`Seal,"'=HYPERLINK(""http://127.0.0.1:9/?""&A1)",-12.50,"a, ""b"""`, `'@SUM(A1),'+1+cmd|' /C calc'!A0,+3 %,'-x`]);
  await answer.getByRole('button', { name: 'Copy table' }).click();
  await page.getByRole('menuitem', { name: 'Copy as Markdown' }).click();
  await expect.poll(() => copied(page)).toMatch(/^\| Part \| Formula/);
  await expectAccessible(page);
});

it('draws formulas and diagrams, and says of a broken one what it is', async () => {
  const good = fence('mermaid', 'graph LR\nPump --> Valve\nValve --> Tank');
  const broken = fence('mermaid', 'graph LR\nPump --> [[[ nowhere');
  const { page, complaints } = await visit(await answering(`$$\\frac{a}{b} = \\sqrt{c}$$\n\nand $$\\frac{$$\n\n${good}\n\n${broken}`));
  const answer = lastAnswer(page);
  await answer.locator('.katex .mfrac').first().waitFor();
  // Screen readers get the formula as MathML.
  expect(await answer.locator('.katex math').count()).toBeGreaterThan(0);
  const diagram = answer.locator('[data-streamdown="mermaid"]').first();
  await diagram.locator('svg').getByText('Valve').first().waitFor();
  await answer.getByText('This diagram could not be drawn; here is its source.').waitFor();
  await answer.locator('pre').filter({ hasText: 'Pump --> [[[ nowhere' }).waitFor();
  // The renderer leaves nothing of its own on the page.
  expect(await page.getByText('Syntax error').count()).toBe(0);
  expect(await overflows(page)).toBe(false);
  await expectAccessible(page);
  expect(complaints).toEqual([]);
});

const pageOf = (title: string, body: string) => `<!doctype html>\n<html>\n<head><title>${title}</title></head>\n<body>\n${body}\n</body>\n</html>`;

/** The frame of the open artifact. */
async function artifact(page: Page): Promise<Frame> {
  await page.locator('iframe[sandbox]').waitFor();
  const handle = await page.locator('iframe[sandbox]').elementHandle();
  return (await handle!.contentFrame())!;
}

async function openArtifact(page: Page): Promise<Frame> {
  await lastAnswer(page).getByRole('button', { name: 'Open', exact: true }).first().click();
  return artifact(page);
}

it('runs pages and pictures in a frame beside the text, with source and versions', async () => {
  const first = pageOf('Counter', '<button onclick="this.textContent = Number(this.textContent) + 1">1</button>');
  const second = pageOf('Counter', '<button onclick="this.textContent = Number(this.textContent) + 2">2</button>');
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90">\n<title>Dot</title>\n<circle cx="45" cy="45" r="40"/>\n</svg>';
  const { page, complaints } = await visit(await answering(`Here:\n\n${fence('html', first)}`, `Better:\n\n${fence('html', second)}\n\n${fence('svg', svg)}`), CLIPBOARD);
  const frame = await openArtifact(page);
  await frame.getByRole('button').click();
  await frame.getByRole('button', { name: '4' }).waitFor();
  const panel = page.getByRole('complementary', { name: 'Artifact' });
  await panel.getByRole('button', { name: 'Run again' }).click();
  await expect.poll(async () => (await artifact(page)).getByRole('button').innerText().catch(() => '')).toBe('2');
  await panel.getByRole('combobox', { name: 'Version' }).selectOption('Version 1');
  await expect.poll(async () => (await artifact(page)).getByRole('button').innerText().catch(() => '')).toBe('1');
  await panel.getByText('Source', { exact: true }).click();
  await panel.getByRole('region', { name: 'Source' }).getByText('+ 1">1').waitFor();
  await panel.getByRole('button', { name: 'Copy source' }).click();
  await expect.poll(() => copied(page)).toContain('<title>Counter</title>');
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await panel.getByRole('button', { name: 'Download' }).click();
  expect((await download).suggestedFilename()).toBe('Counter.html');
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });

  await lastAnswer(page).getByRole('button', { name: 'Open', exact: true }).last().click();
  await expect.poll(async () => (await artifact(page)).locator('circle').count()).toBe(1);
  expect(complaints).toEqual([]);
});

/** Listens for whatever gets out, by HTTP or, as browsers look for each other, by UDP. */
async function ear() {
  const heard: string[] = [];
  const web = createServer((request, response) => {
    heard.push(`${request.method} ${request.url}`);
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end('x');
  });
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  const { port } = web.address() as AddressInfo;
  const udp = createSocket('udp4', () => heard.push('UDP'));
  await new Promise<void>((resolve) => udp.bind(port, '127.0.0.1', resolve));
  return {
    heard,
    port,
    close() {
      web.closeAllConnections();
      web.close();
      udp.close();
    },
  };
}

it('keeps artifacts in: no way to the page, its storage, any host, another address, a window or a file', async () => {
  const name = unique('escaped');
  const listening = await ear();
  try {
    const source = attempts({ app: BASE, port: listening.port, name });
    const { page } = await visit('/settings/appearance');
    await page.evaluate(() => {
      localStorage.setItem('secret', 'storage');
      document.cookie = 'secret=cookie';
    });
    const events: string[] = [];
    page.on('dialog', () => events.push('dialog'));
    page.on('download', () => events.push('download'));
    page.on('popup', () => events.push('popup'));
    await page.goto(BASE + (await answering(fence('html', pageOf('Escapes', source)))));
    const { pathname } = new URL(page.url());
    const frame = await openArtifact(page);
    await frame.locator('#done').waitFor({ state: 'attached', timeout: 60_000 });
    const outcome = await frame.evaluate(() => (window as unknown as { outcome: Record<string, Attempt> }).outcome);
    expect(Object.entries(outcome).filter(([, how]) => how !== 'refused')).toEqual([]);
    expect(Object.keys(outcome).length).toBeGreaterThan(25);
    // What is sent without waiting for an answer, and what only a click would do.
    await frame.locator('#leave').click();
    await frame.locator('#window').click();
    await frame.locator('#file').click();
    await frame.locator('#form').click();
    await page.getByRole('textbox', { name: 'Question' }).fill('Still here');
    expect(new URL(page.url()).pathname).toBe(pathname);
    expect(await page.title()).not.toBe('taken over');
    expect(events).toEqual([]);
    const prompts = await api<{ name: string }[]>('GET', '/prompts');
    expect(prompts.filter((prompt) => prompt.name.includes(name))).toEqual([]);
    // The last way: the frame itself goes elsewhere and takes words along.
    await frame.evaluate((port) => void (location.href = `http://127.0.0.1:${port}/frame`), listening.port);
    await expect.poll(() => page.locator('iframe[sandbox]').count()).toBe(1);
    await page.getByRole('button', { name: 'Run again' }).click();
    await (await artifact(page)).locator('#done').waitFor({ state: 'attached', timeout: 60_000 });
    expect(listening.heard).toEqual([]);
  } finally {
    listening.close();
  }
});

it('stays usable beside an artifact that never ends', async () => {
  const { page } = await visit(await answering(fence('html', pageOf('Endless', '<p>before</p>\n<script>setTimeout(() => { for (;;) {} }, 200)</script>'))));
  await openArtifact(page);
  const field = page.getByRole('textbox', { name: 'Question' });
  await page.getByText('Endless').first().waitFor();
  // Typed after the loop has begun.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
  await field.pressSequentially('Still here');
  await expect.poll(() => field.inputValue()).toBe('Still here');
  await page.getByRole('button', { name: 'Close the artifact' }).click();
  await page.locator('iframe[sandbox]').waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Library' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
});
