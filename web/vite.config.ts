import { cpSync, createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { chunkGroups } from './scripts/chunks';
import { licenses } from './scripts/licenses.ts';
import { linguiMacros } from './scripts/lingui.ts';

const server = process.env.CHATBOX_URL ?? 'http://127.0.0.1:8777';

/** Fonts, character maps and decoders that pdf.js loads by name while it draws; served from /pdfjs/. */
function pdfjsAssets(): Plugin {
  const from = join(import.meta.dirname, 'node_modules/pdfjs-dist');
  const folders = ['cmaps', 'standard_fonts', 'wasm', 'iccs'];
  return {
    name: 'pdfjs-assets',
    configureServer(dev) {
      dev.middlewares.use('/pdfjs', (request, response, next) => {
        const file = join(from, decodeURIComponent((request.url ?? '').split('?')[0] ?? ''));
        if (!file.startsWith(from) || !existsSync(file)) return next();
        createReadStream(file).pipe(response);
      });
    },
    writeBundle(options) {
      for (const folder of folders) cpSync(join(from, folder), join(options.dir!, 'pdfjs', folder), { recursive: true });
    },
  };
}

/** The script of the first page comes beside the entry, not after it: on a slow line that is a journey less. */
function firstPage(): Plugin {
  return {
    name: 'first-page',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle }) {
        const chat = Object.values(bundle ?? {}).find((file) => file.type === 'chunk' && file.name === 'chat');
        if (!chat) throw new Error('there is no chunk of the first page; scripts/chunks.ts names it');
        return [{ tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href: `/${chat.fileName}` }, injectTo: 'head' }];
      },
    },
  };
}

export default defineConfig({
  plugins: [linguiMacros(), react(), tailwindcss(), pdfjsAssets(), licenses(), firstPage()],
  resolve: {
    alias: [
      { find: '@', replacement: join(import.meta.dirname, 'src') },
      { find: /^rehype-raw$/, replacement: join(import.meta.dirname, 'src/ui/markdown/plugins/raw.ts') },
      { find: /^shiki$/, replacement: join(import.meta.dirname, 'src/ui/markdown/plugins/shiki.ts') },
    ],
  },
  build: {
    // The token file uses light-dark(); these are the first versions that know it.
    target: ['chrome123', 'firefox121', 'safari17.5'],
    manifest: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2500,
    rolldownOptions: { output: { codeSplitting: { groups: chunkGroups() } } },
  },
  server: {
    proxy: {
      '/api': { target: server, ws: true },
      '/healthz': server,
      '/docs': server,
    },
  },
});
