import { expect } from 'vitest';
import { BASE } from './house';

/** A conversation as an import takes it. */
export interface Imported {
  title: string;
  messages: { id: string; parent?: string; role: 'user' | 'assistant'; content: string; citations?: unknown[]; sources?: unknown[] }[];
  head?: string;
  created_at?: string;
  updated_at?: string;
}

export async function api<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(`${BASE}/api/v1${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  expect(answer.ok, `${method} ${path}: ${text}`).toBe(true);
  return (text ? JSON.parse(text) : undefined) as T;
}

/** Takes conversations in; returns their ids. */
export async function taken(conversations: Imported[]): Promise<string[]> {
  const { conversations: ids, rejected } = await api<{ conversations: string[]; rejected: unknown[] }>('POST', '/conversations/import', { conversations });
  expect(rejected).toEqual([]);
  return ids;
}

/** A question and its answer. */
export function talk(title: string, answer = 'Every 500 hours.'): Imported {
  return {
    title,
    messages: [
      { id: 'q', role: 'user', content: `A question about ${title}` },
      { id: 'a', parent: 'q', role: 'assistant', content: answer },
    ],
  };
}

/** A word that no other test has used. */
export function unique(word: string): string {
  return `${word}${Math.random().toString(36).slice(2, 8)}`;
}
