import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import { BASE } from './house';

/** An OpenAI-compatible endpoint on this machine whose answers a test chooses. */
export interface Echo {
  close(): Promise<void>;
}

/** Connects a program to a model that answers each question with `answer(question)`, a few characters every `pause` milliseconds. */
export async function connectEcho(answer: (question: string) => string, pause: number | (() => number) = 4, program = BASE): Promise<Echo> {
  const server = createServer((request, response) => {
    void read(request).then(async (body) => {
      const { messages } = JSON.parse(body) as { messages: { content: string }[] };
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      // With documents in scope, passages stand before the question.
      const question = messages.at(-1)?.content.split('\n\nQuestion: ').at(-1) ?? '';
      for (const piece of pieces(answer(question))) {
        response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: piece } }] })}\n\n`);
        await new Promise((resolve) => setTimeout(resolve, typeof pause === 'number' ? pause : pause()));
      }
      response.end('data: [DONE]\n\n');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const provider = `${program}/api/v1/provider`;
  expect(await (await fetch(provider)).json(), 'the program under test has a provider of its own').toBeNull();
  const base_url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const body = JSON.stringify({ base_url, model: 'echo' });
  const connected = await fetch(provider, { method: 'PUT', headers: { 'content-type': 'application/json' }, body });
  expect(connected.status, await connected.clone().text()).toBe(200);
  return {
    async close() {
      await fetch(provider, { method: 'DELETE' }).catch(() => {});
      await closed(server);
    },
  };
}

/** Short texts in pieces that cut tags and addresses apart, long ones in fifty. */
function pieces(text: string): string[] {
  const size = Math.max(5, Math.ceil(text.length / 50));
  return Array.from({ length: Math.ceil(text.length / size) }, (_, index) => text.slice(index * size, (index + 1) * size));
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
