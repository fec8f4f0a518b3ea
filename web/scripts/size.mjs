// Prints what a browser loads, gzip, and fails when the initial script is over its limit.
// Initial script: the entry with everything it imports statically, plus the first page's route (a conversation) likewise.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const LIMIT_KB = 180;
const dist = join(import.meta.dirname, '../dist');
const manifest = JSON.parse(readFileSync(join(dist, '../.manifest.json'), 'utf8'));
const kb = (file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length / 1000;

/** The chunk and everything it imports statically. */
function closure(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) closure(next, seen);
  return seen;
}

const html = readFileSync(join(dist, 'index.html'), 'utf8');
const entries = Object.keys(manifest).filter((key) => html.includes(`src="/${manifest[key].file}"`));
const initial = new Set(entries.flatMap((key) => [...closure(key)]));
const print = (name, value) => process.stdout.write(`${value.toFixed(1).padStart(8)} kB  ${name}\n`);
const total = (keys) => [...keys].reduce((sum, key) => sum + kb(manifest[key].file), 0);

for (const key of initial) print(`  ${manifest[key].file}`, kb(manifest[key].file));
print('entry, with static imports', total(initial));
const styles = new Set([...initial].flatMap((key) => manifest[key].css ?? []));
print('styles', [...styles].reduce((sum, file) => sum + kb(file), 0));

// A browser fetches the words of one language.
const words = readdirSync(join(dist, 'assets')).filter((file) => /^(en|de)-[\w-]+\.json$/.test(file));
for (const file of words) print(`words, assets/${file}`, kb(`assets/${file}`));

for (const [key, chunk] of Object.entries(manifest)) {
  if (!chunk.isDynamicEntry || !key.startsWith('src/')) continue;
  const more = [...closure(key)].filter((one) => !initial.has(one));
  print(`more for ${key}`, total(more));
}

const firstPage = ['src/features/chat/ConversationPage.tsx', 'src/features/chat/ConversationList.tsx'];
const first = new Set([...initial, ...firstPage.flatMap((key) => [...closure(key)])]);
const sum = total(first);
print(`initial script: entry and first page (limit ${LIMIT_KB})`, sum);
if (sum > LIMIT_KB) process.exit(1);
