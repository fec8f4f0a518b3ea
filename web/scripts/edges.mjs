// Holds the arrows of src/: app -> features -> api, ui, lib; ui -> api, lib; api -> lib. A feature never imports another.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';

const src = join(import.meta.dirname, '../src');
const MAY = {
  app: ['app', 'features', 'api', 'ui', 'lib'],
  features: ['api', 'ui', 'lib'],
  ui: ['ui', 'api', 'lib'],
  api: ['api', 'lib'],
  lib: ['lib', 'locales'],
};
/** Lines a file may have before it needs a reason; components are meant to stay under 200. */
const LONGEST = 300;
/** Shapes of the wire, one after the other; generated before long. */
const MAY_BE_LONG = new Set([join('api', 'types.ts')]);
const wrong = [];

for (const entry of readdirSync(src, { recursive: true })) {
  if (!/\.tsx?$/.test(entry) || entry.endsWith('.gen.ts')) continue;
  const [room, feature] = entry.split(sep);
  const text = readFileSync(join(src, entry), 'utf8');
  const lines = text.split('\n').length;
  if (lines > LONGEST && !MAY_BE_LONG.has(entry)) wrong.push(`${entry}: ${lines} lines, the limit is ${LONGEST}`);
  if (!MAY[room]) continue;
  for (const [, target] of text.matchAll(/(?:from|import\()\s*'([^']+)'/g)) {
    const path = target.startsWith('@/') ? target.slice(2) : target.startsWith('.') ? normalize(join(dirname(entry), target)) : null;
    if (path === null) continue;
    const [toRoom, toFeature] = path.split(sep);
    const fine = room === 'features' && toRoom === 'features' ? feature === toFeature : MAY[room].includes(toRoom);
    if (!fine) wrong.push(`${entry} must not import ${target}`);
  }
}

if (wrong.length > 0) {
  process.stderr.write(`${wrong.join('\n')}\n`);
  process.exit(1);
}
process.stdout.write('imports follow the arrows\n');
