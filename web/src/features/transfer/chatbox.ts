import type { ImportedConversation, ImportedMessage } from '@/api/types';
import { defined, isObject, text, type Converted } from './formats';

const MESSAGE_FIELDS = ['id', 'parent', 'role', 'content', 'created_at', 'state', 'citations', 'sources', 'answer'] as const;
const CONVERSATION_FIELDS = ['title', 'created_at', 'updated_at', 'pinned', 'model', 'head'] as const;

/** A conversation of our own export. Fields that a later version may have added are left out: the server would refuse them. */
export function fromChatbox(item: unknown): Converted {
  if (!isObject(item) || !Array.isArray(item.messages)) return { flaw: 'shape', title: isObject(item) ? text(item.title) : '' };
  const title = text(item.title);
  if (item.messages.length === 0) return { flaw: 'empty', title };
  const messages: ImportedMessage[] = [];
  for (const message of item.messages as unknown[]) {
    if (!isObject(message) || typeof message.id !== 'string' || typeof message.content !== 'string') return { flaw: 'shape', title };
    messages.push(only(message, MESSAGE_FIELDS) as unknown as ImportedMessage);
  }
  return { conversation: { ...only(item, CONVERSATION_FIELDS), title, messages } as ImportedConversation };
}

function only(from: Record<string, unknown>, fields: readonly string[]): Record<string, unknown> {
  return defined(Object.fromEntries(fields.map((field) => [field, from[field]])));
}
