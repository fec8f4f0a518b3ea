// Fails when src/api/schema.gen.ts is not what ../openapi.json makes.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const fresh = execFileSync('node_modules/.bin/openapi-typescript', ['../openapi.json'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
if (fresh.trim() !== readFileSync('src/api/schema.gen.ts', 'utf8').trim()) {
  process.stderr.write('src/api/schema.gen.ts is out of date: run `make generate`\n');
  process.exit(1);
}
