import { defineConfig } from 'vitest/config';

// Browser tests against the real program: started on a temporary data folder, or the one that CHATBOX_URL names.
export default defineConfig({
  test: {
    include: ['e2e/**/*.e2e.ts'],
    globalSetup: ['e2e/program.ts'],
    environment: 'node',
    // One browser, one server: one after the other.
    fileParallelism: false,
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 30_000, interval: 100 } },
  },
});
