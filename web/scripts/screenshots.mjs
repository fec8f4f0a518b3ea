// Pictures of the main pages, light and dark, at three widths, against the real program with a few documents: to be looked at.
// node scripts/screenshots.mjs FOLDER, with CHATBOX_BIN and CHATBOX_TEST_MODELS as `make screenshots` sets them.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const folder = process.argv[2];
const { CHATBOX_BIN: binary, CHATBOX_TEST_MODELS: models } = process.env;
if (!folder || !binary || !models) throw new Error('Run it as `make screenshots`.');
mkdirSync(folder, { recursive: true });
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const data = mkdtempSync(join(tmpdir(), 'chatbox-screenshots-'));
symlinkSync(realpathSync(models), join(data, 'models'));
const program = spawn(binary, ['--data', data, 'serve', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
const url = await address();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, args: FLAGS });
try {
  const pages = { first: '/welcome', ...(await furnish()) };
  for (const theme of ['light', 'dark']) {
    for (const width of [1440, 1024, 390]) {
      const context = await browser.newContext({ viewport: { width, height: width === 390 ? 844 : 900 }, colorScheme: theme, reducedMotion: 'reduce' });
      const page = await context.newPage();
      for (const [name, path] of Object.entries(pages)) {
        await page.goto(url + path);
        await page.waitForLoadState('networkidle');
        await page.screenshot({ path: join(folder, `${name}-${width}-${theme}.png`) });
      }
      await context.close();
    }
  }
} finally {
  await browser.close();
  program.once('exit', () => rmSync(data, { recursive: true, force: true }));
  program.kill('SIGTERM');
}

/** Documents, a folder, answers that cite and one that abstains; returns the addresses worth a look. */
async function furnish() {
  const post = async (path, body) => (await fetch(`${url}/api/v1${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })).json();
  const collection = await post('/collections', { name: 'Garden' });
  const form = new FormData();
  form.append('file', new Blob(['# Trees\n\nThe old pear tree was planted by Ida in 1931.\n\nThe plum tree by the gate is pruned every March.\n']), 'notes/trees.md');
  form.append('file', new Blob(['tool,place,price\nspade,shed,12\nsaw,cellar,30\n']), 'tools.csv');
  form.append('file', new Blob([new Uint8Array([1, 2, 3, 0, 255])]), 'broken.pdf');
  await fetch(`${url}/api/v1/collections/${collection.id}/documents`, { method: 'POST', body: form });
  await new Promise((resolve) => setTimeout(resolve, 4_000));
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
  return {
    chat: '/chat',
    answer: `/chat/${cited.id}`,
    source: `/chat/${cited.id}${source}`,
    why: `/chat/${cited.id}?sources=${answer.id}`,
    map: `/chat/${cited.id}?map=true`,
    abstained: `/chat/${abstained.id}`,
    gone: '/chat/00000000-0000-7000-8000-000000000000',
    shared: `/shared/${share.token}`,
    print: `/chat/${cited.id}/print`,
    library: '/library',
    document: `/documents/${answer.sources[0].document}`,
    ...Object.fromEntries(['models', 'appearance', 'notifications', 'shortcuts', 'prompts', 'shares', 'data', 'status', 'about'].map((name) => [`settings-${name}`, `/settings/${name}`])),
  };
}

async function address() {
  for await (const line of createInterface({ input: program.stdout })) {
    const found = /http:\/\/\S+/.exec(line);
    if (found) return found[0];
  }
  throw new Error('the program ended before it said its address');
}
