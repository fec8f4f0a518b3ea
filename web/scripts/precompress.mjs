// Writes .br and .gz beside every text file of the built page, so that the server never compresses at run time.
import { readdirSync, readFileSync, renameSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const TEXT = new Set(['.css', '.html', '.js', '.json', '.map', '.mjs', '.svg', '.txt', '.wasm', '.ttf']);
/** Below this a compressed answer saves nothing that matters. */
const LEAST = 1024;

const dist = join(import.meta.dirname, '../dist');
// The list of chunks is for scripts/size.mjs, not for browsers.
renameSync(join(dist, '.vite/manifest.json'), join(dist, '../.manifest.json'));
rmdirSync(join(dist, '.vite'));

let files = 0;
let before = 0;
let after = 0;
for (const entry of readdirSync(dist, { recursive: true })) {
  const path = join(dist, entry);
  if (!statSync(path).isFile() || !TEXT.has(extname(path))) continue;
  const bytes = readFileSync(path);
  if (bytes.length < LEAST) continue;
  // The best quality takes seconds per megabyte and saves a few percent.
  const quality = bytes.length > 100_000 ? 9 : 11;
  const br = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
  writeFileSync(`${path}.br`, br);
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
  files += 1;
  before += bytes.length;
  after += br.length;
}
process.stdout.write(`compressed ${files} files: ${(before / 1e6).toFixed(1)} MB to ${(after / 1e6).toFixed(1)} MB (brotli)\n`);
