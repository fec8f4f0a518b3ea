// Pictures of the main pages, light and dark, at three widths, against the real program with a few documents: to be looked at.
// node scripts/screenshots.mjs FOLDER [NAME,NAME…], with CHATBOX_BIN and CHATBOX_TEST_MODELS as `make screenshots` sets them.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const [, , folder, only] = process.argv;
const { CHATBOX_BIN: binary, CHATBOX_TEST_MODELS: models } = process.env;
if (!folder || !binary || !models) throw new Error('Run it as `make screenshots`.');
mkdirSync(folder, { recursive: true });
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const BLOCKS = [
  'Code, a table, a formula, a diagram and a page:',
  '```python\nfor bed in beds:\n    print(bed.water(litres=12), "and a line that is longer than most screens are wide, to see where it goes")\n```',
  '| Bed | Plant | Litres |\n| --- | --- | ---: |\n| 1 | tomato | 12 |\n| 2 | pear | 30 |',
  '$$\\sum_{i=1}^{n} i = \\frac{n(n+1)}{2}$$',
  '```mermaid\ngraph LR\n  Seed --> Sprout --> Tree\n```',
  `\`\`\`html\n<!doctype html>\n<title>Clock</title>\n<body style="font:2rem system-ui">\n${'  <p>A page of its own</p>\n'.repeat(8)}</body>\n\`\`\``,
].join('\n\n');
const data = mkdtempSync(join(tmpdir(), 'chatbox-screenshots-'));
symlinkSync(realpathSync(models), join(data, 'models'));
const program = spawn(binary, ['--data', data, 'serve', '--port', '0', '--single-user'], { stdio: ['ignore', 'pipe', 'inherit'] });
const url = await address();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, args: FLAGS });
const missed = [];
try {
  const views = [['first', '/welcome'], ...(await furnish())].filter(([name]) => !only || only.split(',').includes(name));
  for (const theme of ['light', 'dark']) {
    for (const width of [1440, 1024, 390]) {
      const context = await browser.newContext({ viewport: { width, height: width === 390 ? 844 : 900 }, colorScheme: theme, reducedMotion: 'reduce' });
      const page = await context.newPage();
      page.setDefaultTimeout(5_000);
      for (const [name, path, act] of views) {
        try {
          await page.goto(url + path);
          await page.waitForLoadState('networkidle');
          if (act) await act(page, width);
          await page.waitForTimeout(150);
        } catch (error) {
          missed.push(`${name} ${width} ${theme}: ${String(error).split('\n')[0]}`);
        }
        await page.screenshot({ path: join(folder, `${name}-${width}-${theme}.png`) });
        await context.setOffline(false);
      }
      await context.close();
    }
  }
} finally {
  await browser.close();
  program.once('exit', () => rmSync(data, { recursive: true, force: true }));
  program.kill('SIGTERM');
}
if (missed.length > 0) throw new Error(`not reached:\n${missed.join('\n')}`);

/** Documents, a folder, answers that cite and one that abstains; returns what is worth a look: a name, an address, and how to get to the state. */
async function furnish() {
  const post = async (path, body) => (await fetch(`${url}/api/v1${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })).json();
  const collection = await post('/collections', { name: 'Garden' });
  const form = new FormData();
  form.append('file', new Blob(['# Trees\n\nThe old pear tree was planted by Ida in 1931.\n\nThe plum tree by the gate is pruned every March.\n']), 'notes/trees.md');
  form.append('file', new Blob(['tool,place,price\nspade,shed,12\nsaw,cellar,30\n']), 'tools.csv');
  form.append('file', new Blob([new Uint8Array([1, 2, 3, 0, 255])]), 'broken.pdf');
  form.append('file', new Blob([await manual()]), 'manual.pdf');
  form.append('file', new Blob([`def water(bed: str) -> int:\n    """Litres for a bed."""\n${Array.from({ length: 60 }, (_, at) => `    step_${at} = len(bed) * ${at}`).join('\n')}\n    return step_1\n`]), 'tools/water.py');
  form.append('file', new Blob([`bed,plant,date,litres\n${Array.from({ length: 400 }, (_, at) => `${at % 9},tomato ${at},2026-05-${String((at % 28) + 1).padStart(2, '0')},${at * 3}`).join('\n')}\n`]), 'beds.csv');
  await fetch(`${url}/api/v1/collections/${collection.id}/documents`, { method: 'POST', body: form });
  await new Promise((resolve) => setTimeout(resolve, 6_000));
  await post('/folders', { name: 'Spring', instructions: 'Be brief.' });
  const ask = async (conversation, text, parent) =>
    (await fetch(`${url}/api/v1/conversations/${conversation}/messages`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ text, parent }) })).text();
  const cited = await post('/conversations', {});
  await ask(cited.id, 'Who planted the old pear tree?');
  const abstained = await post('/conversations', {});
  await ask(abstained.id, 'Who won the chess olympiad of 1972?');
  const messages = await (await fetch(`${url}/api/v1/conversations/${cited.id}/messages`)).json();
  const answer = messages.at(-1);
  const share = await post(`/conversations/${cited.id}/shares`, {});
  const source = `?doc=${answer.sources[0].document}&start=${answer.sources[0].start}&end=${answer.sources[0].end}`;
  const { items } = await (await fetch(`${url}/api/v1/documents?limit=50`)).json();
  const document = (path) => `/documents/${items.find((item) => item.path === path).id}`;
  const { conversations: [blocks] } = await post('/conversations/import', {
    conversations: [
      {
        title: 'Blocks of an answer',
        messages: [
          { id: 'q', role: 'user', content: 'Show me everything.' },
          { id: 'a', parent: 'q', role: 'assistant', content: BLOCKS },
          { id: 'b', parent: 'q', role: 'assistant', content: 'A shorter answer, to hold against the first.' },
        ],
        head: 'a',
      },
    ],
  });
  await post('/prompts', { name: 'sum-up', text: 'Sum up {{topic=the garden}} in one line.' });
  await post('/prompts', { name: 'letter', text: 'Write a friendly letter about it.' });
  const empty = await post('/collections', { name: 'Nothing yet' });
  const open = async (page, width) => width === 390 && (await page.getByRole('button', { name: 'Open navigation' }).click());
  const row = (page) => page.getByRole('region', { name: 'Conversations' }).getByRole('link', { name: /old pear/ }).first();
  const menu = async (page, width) => {
    await open(page, width);
    await row(page).hover();
    await page.getByRole('button', { name: /^Actions for Who planted/ }).first().click();
  };
  const type = (text) => async (page) => {
    const field = page.getByRole('textbox', { name: 'Question' }).last();
    await field.fill('');
    await field.pressSequentially(text);
    await page.getByRole('option').first().waitFor();
  };
  const drag = (page) =>
    page.evaluate(() => {
      const carried = new DataTransfer();
      carried.items.add(new File(['x'], 'a.txt'));
      window.dispatchEvent(new DragEvent('dragenter', { dataTransfer: carried, bubbles: true }));
    });
  const chat = `/chat/${cited.id}`;
  return [
    ...['files', 'reading', 'ask'].map((step) => [`welcome-${step}`, `/welcome/${step}`]),
    ['chat', '/chat'],
    ['answer', chat],
    ['source', `${chat}${source}`],
    ['why', `${chat}?sources=${answer.id}`],
    ['map', `/chat/${blocks}?map=true`],
    ['abstained', `/chat/${abstained.id}`],
    ['blocks', `/chat/${blocks}`, async (page) => page.getByRole('log').evaluate((area) => area.scrollTo(0, 0))],
    ['artifact', `/chat/${blocks}`, async (page) => (await page.getByRole('button', { name: 'Open', exact: true }).click(), await page.waitForTimeout(800))],
    ['card', chat, async (page) => page.getByRole('article', { name: 'Answer' }).getByRole('button', { name: /1/ }).first().hover().then(() => page.waitForTimeout(600))],
    ['palette', chat, async (page) => page.keyboard.press('Control+k').then(() => page.getByRole('combobox').waitFor())],
    ['shortcuts', chat, async (page) => (await page.getByRole('log').focus(), await page.keyboard.type('?'), await page.getByRole('dialog').waitFor())],
    ['search', chat, async (page, width) => (await open(page, width), await page.getByRole('searchbox', { name: 'Search conversations' }).fill('pear'), await page.waitForTimeout(700))],
    ['menu', chat, menu],
    ['folder', chat, async (page, width) => (await open(page, width), await page.getByRole('button', { name: 'New folder' }).click(), await page.getByRole('dialog').last().waitFor(), await page.waitForTimeout(300))],
    ['prompts', '/chat', type('/')],
    ['documents', '/chat', type('#')],
    ['edit', chat, async (page) => page.getByRole('textbox', { name: 'Question' }).last().press('ArrowUp')],
    ['drop', '/chat', drag],
    ['drawer', chat, open],
    ['gone', '/chat/00000000-0000-7000-8000-000000000000'],
    ['shared', `/shared/${share.token}`],
    ['print', `${chat}/print`],
    ['library', '/library'],
    ['library-grid', '/library', async (page) => page.getByText('Grid', { exact: true }).click()],
    ['library-selected', '/library', async (page) => (await page.getByText('List', { exact: true }).click(), await page.getByRole('row').getByRole('checkbox').first().click())],
    ['library-menu', '/library', async (page) => page.getByRole('row').filter({ hasText: 'beds.csv' }).getByRole('button', { name: /^Actions/ }).click()],
    ['library-empty', `/library/${empty.id}`],
    ['library-nothing', '/library?q=zebra'],
    ['document', document('notes/trees.md')],
    ['document-pdf', `${document('manual.pdf')}?page=2`],
    ['document-csv', document('beds.csv')],
    ['document-code', document('tools/water.py')],
    ['document-broken', document('broken.pdf')],
    ...['models', 'appearance', 'notifications', 'shortcuts', 'prompts', 'shares', 'data', 'status', 'about'].map((name) => [`settings-${name}`, `/settings/${name}`]),
    // The last one: the line stays cut for the rest of the window.
    ['offline', chat, async (page) => (await page.routeWebSocket(/./, (line) => line.close()), await page.reload(), await page.getByText('The server cannot be reached').first().waitFor())],
  ];
}

/** A PDF of a few pages, as a browser prints it. */
async function manual() {
  const page = await browser.newPage();
  await page.setContent('<title>Manual of the garden</title>' + ['Tools', 'Beds', 'Safety'].map((title) => `<section style="break-after:page"><h1>${title}</h1><p>${`The ${title.toLowerCase()} are looked after every spring. `.repeat(30)}</p></section>`).join(''));
  const bytes = await page.pdf({ format: 'A5' });
  await page.close();
  return bytes;
}

async function address() {
  for await (const line of createInterface({ input: program.stdout })) {
    const found = /http:\/\/\S+/.exec(line);
    if (found) return found[0];
  }
  throw new Error('the program ended before it said its address');
}
