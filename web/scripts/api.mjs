// Makes src/api/schema.gen.ts from ../openapi.json; with --check only compares, and fails when it is out of date.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';

const root = join(import.meta.dirname, '..');
const target = join(root, 'src/api/schema.gen.ts');
const document = JSON.parse(readFileSync(join(root, '../openapi.json'), 'utf8'));
// Without ids the operations stand where they belong, inside their paths; nothing here calls them by id.
for (const path of Object.values(document.paths)) for (const operation of Object.values(path)) delete operation.operationId;

const fresh = `// Made by \`npm run api:gen\` from ../openapi.json. Do not edit.\n\n${astToString(await openapiTS(document))}`;
if (!process.argv.includes('--check')) writeFileSync(target, fresh);
else if (readFileSync(target, 'utf8') !== fresh) {
  process.stderr.write('src/api/schema.gen.ts is out of date: run `make generate`\n');
  process.exit(1);
}
