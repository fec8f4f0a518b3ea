import { defineConfig } from 'vitest/config';
import { LANES } from './e2e/program';

// Browser tests against the real program: started on a temporary data folder, or the one that CHATBOX_URL names.
export default defineConfig({
  test: {
    include: ['e2e/**/*.e2e.ts'],
    globalSetup: ['e2e/program.ts'],
    environment: 'node',
    maxWorkers: LANES,
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 30_000, interval: 100 } },
  },
});
