import type { ImportedConversation } from '@/api/types';

/** Programs whose exports are understood. */
export type Origin = 'chatbox' | 'chatgpt' | 'claude';

/** Why one conversation of a file is left out. */
export type Flaw = 'empty' | 'unreadable' | 'shape' | 'too-large';

/** One conversation of a file, ready to be sent, or why it is not. */
export type Converted = { conversation: ImportedConversation } | { flaw: Flaw; title: string };

/** Why a file cannot be read at all. `found` says what it is instead, as far as that can be told. */
export interface FileFlaw {
  code: 'not-json' | 'cut-off' | 'unknown' | 'too-new' | 'zip-broken' | 'zip-other' | 'nothing';
  found?: string;
}

/** Thrown while a file is read. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';

  constructor(readonly flaw: FileFlaw) {
    super(flaw.code);
  }
}

/** Whose export an item comes from; null when it is nobody's that is known. */
export function originOf(item: unknown): Origin | null {
  if (!isObject(item)) return null;
  if (isObject(item.mapping)) return 'chatgpt';
  if (Array.isArray(item.chat_messages)) return 'claude';
  if (Array.isArray(item.messages) && typeof item.title === 'string') return 'chatbox';
  return null;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A time as the API writes it; undefined for what is none. Numbers are seconds. */
export function time(value: unknown): string | undefined {
  const date = typeof value === 'number' ? new Date(value * 1000) : typeof value === 'string' && value !== '' ? new Date(value) : null;
  return date && !Number.isNaN(date.getTime()) ? date.toISOString() : undefined;
}

/** Leaves out what is undefined, which the API's shapes do not know. */
export function defined<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };
}
