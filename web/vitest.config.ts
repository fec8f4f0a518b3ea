import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { linguiMacros } from './scripts/lingui.ts';

export default defineConfig({
  plugins: [linguiMacros()],
  resolve: { alias: { '@': join(import.meta.dirname, 'src') } },
  test: { include: ['src/**/*.test.ts'], environment: 'node', setupFiles: ['src/locales/testing.ts'] },
});
