import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Writes `licenses.txt` beside the page: the licence of every package that is in it, as most of them ask for. */
export function licenses(): Plugin {
  return {
    name: 'licenses',
    generateBundle(_, bundle) {
      const folders = new Set<string>();
      for (const chunk of Object.values(bundle))
        if (chunk.type === 'chunk') for (const id of chunk.moduleIds) add(folders, id);
      const texts = [...folders].map(text).sort((a, b) => a.localeCompare(b));
      this.emitFile({ type: 'asset', fileName: 'licenses.txt', source: `Packages this page is made of.\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}` });
    },
  };
}

/** The package's folder of a module: up to its name after the last `node_modules`. */
function add(folders: Set<string>, module: string): void {
  const found = /^\0?(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)/.exec(module);
  if (found?.[1]) folders.add(found[1]);
}

function text(folder: string): string {
  const file = join(folder, 'package.json');
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { name?: string; version?: string; license?: string }) : {};
  const name = known.name ?? folder.replace(/.*node_modules[\\/]/, '');
  const said = existsSync(folder) ? readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry)) : undefined;
  const words = said ? readFileSync(join(folder, said), 'utf8').trim() : `Licence: ${known.license ?? 'see the package'}`;
  return `${name} ${known.version ?? ''}\n\n${words}\n`;
}
