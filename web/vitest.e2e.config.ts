import { defineConfig } from 'vitest/config';
import { LANES } from './e2e/program';

// Browser tests against the real program: started on a temporary data folder, or the one that CHATBOX_URL names.
export default defineConfig({
  test: {
    include: ['e2e/**/*.e2e.ts'],
    globalSetup: ['e2e/program.ts'],
    environment: 'node',
    maxWorkers: LANES,
    // The same order on every machine: files that share a program must not depend on who came before, and when they do, everybody sees it.
    cache: false,
    // A browser on a busy machine now and then draws nothing for half a minute. What fails twice has failed; what was tried again is said.
    retry: 1,
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 30_000, interval: 100 } },
  },
});
