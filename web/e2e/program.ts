import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Whether tests can start programs of their own. */
export const canStart = Boolean(process.env.CHATBOX_BIN && process.env.CHATBOX_TEST_MODELS);

/** A program that runs. */
export interface Program {
  url: string;
  /** The link that makes the owner's account; only where there are accounts and no owner yet. */
  setup?: string;
  /** Ends it; without `SIGKILL` it may finish what it does. */
  end(signal?: 'SIGKILL'): Promise<void>;
}

/** A data folder for programs, with the models in it. */
export function dataFolder(): string {
  const data = mkdtempSync(join(tmpdir(), 'chatbox-e2e-'));
  symlinkSync(realpathSync(process.env.CHATBOX_TEST_MODELS!), join(data, 'models'));
  return data;
}

/** Starts the real program on a data folder; on a free port, or on this one. */
export async function start(data: string, port = '0', accounts: 'none' | 'new' | 'some' = 'none'): Promise<Program> {
  const child = spawn(process.env.CHATBOX_BIN!, ['--data', data, 'serve', '--port', port, ...(accounts === 'none' ? ['--single-user'] : [])], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url, setup] = await addresses(child, accounts === 'new' ? 2 : 1);
  return {
    url: url!,
    ...(setup ? { setup } : {}),
    async end(signal) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill(signal ?? 'SIGTERM');
      await ended;
    },
  };
}

/** Test files that run side by side; each has a program to itself, so that what it sets is set for nobody else. */
export const LANES = process.env.CHATBOX_URL ? 1 : 2;

/** The program of the test file that runs: the one that CHATBOX_URL names, or that of its lane. */
export function programUrl(): string {
  const urls = process.env.CHATBOX_URL ? [process.env.CHATBOX_URL] : (process.env.CHATBOX_LANES ?? '').split(' ');
  return urls[(Number(process.env.VITEST_POOL_ID ?? 1) - 1) % urls.length]!.replace(/\/$/, '');
}

/** Starts the real program, one for each lane, on temporary data folders for the whole run, unless CHATBOX_URL names a running one. */
export default async function programs(): Promise<(() => Promise<void>) | void> {
  if (process.env.CHATBOX_URL) return;
  if (!canStart) throw new Error('Set CHATBOX_URL, or CHATBOX_BIN and CHATBOX_TEST_MODELS as `make test` does.');
  const lanes = await Promise.all(
    Array.from({ length: LANES }, async () => {
      const data = dataFolder();
      return { data, ...(await start(data)) };
    }),
  );
  process.env.CHATBOX_LANES = lanes.map(({ url }) => url).join(' ');
  return async () => {
    await Promise.all(lanes.map(({ end }) => end()));
    for (const { data } of lanes) rmSync(data, { recursive: true, force: true });
  };
}

async function addresses(child: ChildProcess, count: number): Promise<string[]> {
  const found: string[] = [];
  for await (const line of createInterface({ input: child.stdout! })) {
    found.push(...(/http:\/\/\S+/.exec(line) ?? []));
    if (found.length === count) return found;
  }
  throw new Error('the program ended before it said its address');
}
