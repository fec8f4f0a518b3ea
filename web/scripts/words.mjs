// Fails when the catalogs miss words of the code, hold words the code no longer has, or lack a translation. Changes nothing.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../src/locales');
const files = ['en.po', 'de.po'].map((name) => join(folder, name));
const before = files.map((file) => readFileSync(file, 'utf8'));
const said = spawnSync('npx', ['lingui', 'extract', '--clean'], { cwd: join(folder, '../..'), encoding: 'utf8' });
if (said.status !== 0) {
  process.stderr.write(said.stdout + said.stderr);
  process.exit(1);
}
const entries = (text) => text.replace(/^"POT-Creation-Date.*\n/m, '');
const stale = files.filter((file, at) => entries(readFileSync(file, 'utf8')) !== entries(before[at]));
files.forEach((file, at) => writeFileSync(file, before[at]));
if (stale.length > 0) {
  process.stderr.write(`${stale.join(', ')} not up to date: run npm run words and translate what is new\n`);
  process.exit(1);
}
const strict = spawnSync('npx', ['lingui', 'compile', '--strict'], { cwd: join(folder, '../..'), encoding: 'utf8' });
if (strict.status !== 0) {
  process.stderr.write(strict.stdout + strict.stderr);
  process.exit(1);
}
process.stdout.write('every word is translated\n');
