// Lighthouse over the main pages, against the real program with a cited answer in it. Lighthouse itself is no dependency of the page:
// `make lighthouse` installs it elsewhere and names it in LIGHTHOUSE.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const LEAST = 95;
const CATEGORIES = ['performance', 'accessibility', 'best-practices'];
const { CHATBOX_BIN: binary, CHATBOX_TEST_MODELS: models, LIGHTHOUSE: lighthouse } = process.env;
const data = mkdtempSync(join(tmpdir(), 'chatbox-lighthouse-'));
symlinkSync(realpathSync(models), join(data, 'models'));
const program = spawn(binary, ['--data', data, 'serve', '--port', '0', '--single-user'], { stdio: ['ignore', 'pipe', 'inherit'] });
const url = await address();
const json = { method: 'POST', headers: { 'content-type': 'application/json' } };
const post = async (path, body) => (await fetch(`${url}/api/v1${path}`, { ...json, body: JSON.stringify(body) })).json();

let worst = 100;
try {
  const collection = await post('/collections', { name: 'Garden' });
  const form = new FormData();
  form.append('file', new Blob(['The old pear tree was planted by Ida in 1931.']), 'garden.txt');
  await fetch(`${url}/api/v1/collections/${collection.id}/documents`, { method: 'POST', body: form });
  const conversation = await post('/conversations', {});
  const asked = await fetch(`${url}/api/v1/conversations/${conversation.id}/messages`, { ...json, body: JSON.stringify({ text: 'Who planted the pear tree?' }) });
  await asked.text();
  for (const path of ['/chat', `/chat/${conversation.id}`, '/library', '/settings/models']) {
    for (const form_factor of ['desktop', 'mobile']) {
      const scores = run(`${url}${path}`, form_factor);
      worst = Math.min(worst, ...scores);
      process.stdout.write(`${form_factor.padEnd(8)} ${path.replace(conversation.id, 'ID').padEnd(18)} ${CATEGORIES.map((name, at) => `${name} ${scores[at]}`).join('  ')}\n`);
    }
  }
} finally {
  program.once('exit', () => rmSync(data, { recursive: true, force: true }));
  program.kill('SIGTERM');
}
if (worst < LEAST) process.exitCode = 1;

function run(page, form_factor) {
  const report = join(data, 'report.json');
  const flags = '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';
  const options = [page, '--quiet', '--output=json', `--output-path=${report}`, `--only-categories=${CATEGORIES.join(',')}`, `--chrome-flags=${flags}`];
  if (form_factor === 'desktop') options.push('--preset=desktop');
  execFileSync(process.execPath, [lighthouse, ...options], { env: { ...process.env, CHROME_PATH: process.env.CHROMIUM ?? '/usr/bin/chromium' }, stdio: ['ignore', 'ignore', 'inherit'] });
  const { categories, audits } = JSON.parse(readFileSync(report, 'utf8'));
  for (const { id, auditRefs, score } of Object.values(categories)) {
    if (score * 100 >= LEAST) continue;
    const failed = auditRefs.filter(({ id: audit, weight }) => weight > 0 && (audits[audit].score ?? 1) < 0.9).map(({ id: audit }) => `${audit} (${audits[audit].displayValue ?? audits[audit].title})`);
    process.stderr.write(`  ${id}: ${failed.join('; ')}\n`);
  }
  return CATEGORIES.map((name) => Math.round(categories[name].score * 100));
}

async function address() {
  for await (const line of createInterface({ input: program.stdout })) {
    const found = /http:\/\/\S+/.exec(line);
    if (found) return found[0];
  }
  throw new Error('the program ended before it said its address');
}
