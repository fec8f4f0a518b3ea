import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Starts the real program on a temporary data folder for the whole run, unless CHATBOX_URL names a running one. */
export default async function program(): Promise<(() => Promise<void>) | void> {
  if (process.env.CHATBOX_URL) return;
  const { CHATBOX_BIN: binary, CHATBOX_TEST_MODELS: models } = process.env;
  if (!binary || !models) throw new Error('Set CHATBOX_URL, or CHATBOX_BIN and CHATBOX_TEST_MODELS as `make test` does.');
  const data = mkdtempSync(join(tmpdir(), 'chatbox-e2e-'));
  symlinkSync(realpathSync(models), join(data, 'models'));
  const child = spawn(binary, ['--data', data, 'serve', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  process.env.CHATBOX_URL = await address(child);
  return async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
    rmSync(data, { recursive: true, force: true });
  };
}

async function address(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout! })) {
    const found = /http:\/\/\S+/.exec(line);
    if (found) return found[0];
  }
  throw new Error('the program ended before it said its address');
}
