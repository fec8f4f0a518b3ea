// How quick the page is: a conversation of 2,000 messages with code and tables in Chromium, against the real program.
// CHATBOX_BIN and CHATBOX_TEST_MODELS as `make bench NAME=page` sets them; --minutes N streams for so long to see memory.
import { spawn } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright-core';

const MESSAGES = 2_000;
const TOKENS_PER_SECOND = 200;
const minutes = Number(process.argv[process.argv.indexOf('--minutes') + 1] || 0) || 0.5;
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--js-flags=--expose-gc'];

const say = (text) => process.stderr.write(`${text}\n`);
const round = (value, digits = 1) => Number(value.toFixed(digits));
const percentile = (values, part) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(part * values.length))] ?? 0;

const program = await start();
const endpoint = await talker();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, args: FLAGS });
const result = { machine: `${cpus()[0].model} × ${cpus().length}`, messages: MESSAGES };
try {
  const long = await makeLong();
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  await page.addInitScript(() => {
    window.interactions = [];
    new PerformanceObserver((list) => window.interactions.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'event', durationThreshold: 16 });
  });
  await page.goto(`${program.url}/chat/${long}`);
  await page.getByRole('textbox', { name: 'Question' }).waitFor();
  Object.assign(result, await opening(page, long));
  Object.assign(result, await scrolling(page));
  Object.assign(result, await interacting(page));
  Object.assign(result, await streaming(page, cdp, long));
  process.stdout.write(`${JSON.stringify(result)}\n`);
} finally {
  await browser.close();
  endpoint.close();
  program.stop();
}

/** From the address to the last message on the screen, and to the first paint: in a renderer that is started for it, and on a reload. Page files are cached, as on every visit but the first. */
async function opening(page, id) {
  const address = `${program.url}/chat/${id}`;
  const anew = [];
  const again = [];
  for (let run = 0; run < 6; run += 1) {
    // Leaving for a page without the content policy's opener rule ends the renderer.
    await page.goto('about:blank');
    await page.goto(address, { waitUntil: 'commit' });
    anew.push(await shown(page));
    await page.reload({ waitUntil: 'commit' });
    again.push(await shown(page));
  }
  const median = (runs, what) => round(percentile(runs.slice(1).map((run) => run[what]), 0.5), 0);
  say(`opening: ${anew.map(({ last }) => Math.round(last)).join(', ')} ms; again: ${again.map(({ last }) => Math.round(last)).join(', ')} ms`);
  return { open_ms: median(anew, 'last'), open_first_paint_ms: median(anew, 'paint'), reload_ms: median(again, 'last'), reload_first_paint_ms: median(again, 'paint') };
}

function shown(page) {
  return page.evaluate(
    (wanted) =>
      new Promise((resolve) => {
        const paint = () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
        const look = () => {
          const there = [...document.querySelectorAll('article')].some((article) => article.textContent.includes(wanted));
          if (!there) setTimeout(look, 4);
          else requestAnimationFrame((last) => setTimeout(() => resolve({ last: performance.now(), paint: paint() ?? last }), 50));
        };
        look();
      }).then(({ last, paint }) => ({ last: last - 50, paint })),
    `message number ${MESSAGES - 1}`,
  );
}

/** Frames while the wheel turns upwards for ten seconds: as fast as a hand turns it, and more than three times as fast. */
async function scrolling(page) {
  const { frames_per_second, p95_ms, longest_ms } = await scrolled(page, 120);
  const fast = await scrolled(page, 400);
  return {
    scroll_frames_per_second: frames_per_second,
    scroll_frame_p95_ms: p95_ms,
    scroll_longest_ms: longest_ms,
    fast_scroll_frames_per_second: fast.frames_per_second,
    fast_scroll_longest_ms: fast.longest_ms,
    articles_in_page: await page.locator('article').count(),
  };
}

async function scrolled(page, pixels) {
  await page.mouse.move(720, 400);
  await page.evaluate(() => {
    window.frameTimes = [];
    let last = performance.now();
    const tick = (now) => {
      window.frameTimes.push(now - last);
      last = now;
      window.ticking = requestAnimationFrame(tick);
    };
    window.ticking = requestAnimationFrame(tick);
  });
  const until = Date.now() + 10_000;
  while (Date.now() < until) {
    await page.mouse.wheel(0, -pixels);
    await sleep(16);
  }
  const frames = await page.evaluate(() => (cancelAnimationFrame(window.ticking), window.frameTimes.slice(2)));
  const seconds = frames.reduce((sum, time) => sum + time, 0) / 1000;
  return {
    frames_per_second: round(frames.length / seconds),
    p95_ms: round(percentile(frames, 0.95)),
    longest_ms: round(Math.max(...frames), 0),
  };
}

/** Event to next paint, as the browser measures it: typing, opening and closing menus, moving through the list. */
async function interacting(page) {
  await page.evaluate(() => void (window.interactions.length = 0));
  await page.getByRole('textbox', { name: 'Question' }).click();
  await page.keyboard.type('How quick is a page with two thousand messages above this line?', { delay: 30 });
  for (let turn = 0; turn < 3; turn += 1) {
    await page.getByRole('button', { name: 'Add documents' }).click();
    await page.keyboard.press('Escape');
  }
  for (let key = 0; key < 20; key += 1) await page.keyboard.press('Backspace', { delay: 10 });
  const times = await page.evaluate(() => window.interactions);
  return { interaction_p98_ms: percentile(times, 0.98), interaction_longest_ms: Math.max(0, ...times), interactions_over_16_ms: times.length };
}

/** Share of one core that the renderer's main thread is busy while words arrive, and its memory before and after. */
async function streaming(page, cdp, id) {
  await fetch(`${program.url}/api/v1/provider`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ base_url: endpoint.url, model: 'talker' }) });
  await page.goto(`${program.url}/chat/${id}`);
  const field = page.getByRole('textbox', { name: 'Question' });
  const metric = async (name) => (await cdp.send('Performance.getMetrics')).metrics.find((one) => one.name === name).value;
  const heap = async () => (await page.evaluate(() => window.gc?.()), round((await metric('JSHeapUsedSize')) / 1e6));
  const answers = [];
  const memory = [];
  const until = Date.now() + minutes * 60_000;
  do {
    await field.fill('Talk.');
    await field.press('Enter');
    await page.getByRole('button', { name: 'Stop' }).waitFor();
    const [busy, begun] = [await metric('TaskDuration'), Date.now()];
    await page.getByRole('button', { name: 'Send' }).waitFor({ timeout: 120_000 });
    answers.push(((await metric('TaskDuration')) - busy) / ((Date.now() - begun) / 1000));
    memory.push(await heap());
  } while (Date.now() < until);
  say(`streaming: ${answers.map((share) => round(share * 100)).join(', ')} % of a core; heap ${memory.join(', ')} MB`);
  return { streaming_core_percent: round(percentile(answers, 0.5) * 100), heap_first_mb: memory[0], heap_last_mb: memory.at(-1), streamed_minutes: minutes };
}

async function makeLong() {
  const messages = Array.from({ length: MESSAGES }, (_, n) => ({
    id: String(n),
    parent: n === 0 ? null : String(n - 1),
    role: n % 2 === 0 ? 'user' : 'assistant',
    content: n % 2 === 0 ? `Question, message number ${n}: what about the ${n}th pump?` : reply(n),
  }));
  const body = JSON.stringify({ conversations: [{ title: 'Long conversation', messages }] });
  const answer = await fetch(`${program.url}/api/v1/conversations/import`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  if (answer.status !== 201) throw new Error(await answer.text());
  return (await answer.json()).conversations[0];
}

function reply(n) {
  const text = `This is message number ${n}. It explains at some **length** what becomes of pump ${n}, and [where](https://example.org) to look.\n\n- first the seal\n- then the bearing\n\n`;
  if (n % 4 === 1) return `${text}\`\`\`python\nfor pump in range(${n}):\n    if pump % 7 == 0:\n        print(f"pump {pump} is greased", flush=True)\n    total = sum(x * x for x in range(pump))\n\`\`\`\n`;
  const rows = Array.from({ length: 8 }, (_, row) => `| pump ${row} | ${n * row} bar | ${row % 2 ? 'open' : 'closed'} |`).join('\n');
  return `${text}| Pump | Pressure | Valve |\n| --- | ---: | --- |\n${rows}\n`;
}

/** An OpenAI-compatible endpoint that says 200 words a second for ten seconds. */
async function talker() {
  const server = createServer((request, response) => {
    request.resume().on('end', async () => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const begun = Date.now();
      for (let word = 0; word < TOKENS_PER_SECOND * 10; word += 1) {
        const due = begun + (word * 1000) / TOKENS_PER_SECOND - Date.now();
        if (due > 1) await sleep(due);
        const text = word % 60 === 59 ? '.\n\n' : word % 200 === 100 ? '\n\n- ' : `word${word} `;
        response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: text } }] })}\n\n`);
      }
      response.end('data: [DONE]\n\n');
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}/v1`, close: () => (server.closeAllConnections(), server.close()) };
}

async function start() {
  const { CHATBOX_BIN: binary, CHATBOX_TEST_MODELS: models } = process.env;
  if (!binary || !models) throw new Error('Set CHATBOX_BIN and CHATBOX_TEST_MODELS, as `make bench NAME=page` does.');
  const data = mkdtempSync(join(tmpdir(), 'chatbox-speed-'));
  symlinkSync(realpathSync(models), join(data, 'models'));
  const child = spawn(binary, ['--data', data, 'serve', '--port', '0', '--single-user'], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    const found = /http:\/\/\S+/.exec(line);
    if (found) return { url: found[0], stop: () => (child.once('exit', () => rmSync(data, { recursive: true, force: true })), child.kill('SIGTERM')) };
  }
  throw new Error('the program ended before it said its address');
}
