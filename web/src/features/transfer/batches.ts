import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { ImportedConversation } from '@/api/types';
import type { Converted } from './formats';

/** What is sent at once, in characters: most take one byte, none more than three. The server takes 200 conversations and 32 MB. */
const MOST = 100;
const LONGEST = 8_000_000;
/** A conversation whose texts alone are longer than this does not go into any request. */
const TOO_LONG = 8_000_000;

/** Conversations on their way. The key is a hash of them, so that sending them twice takes them in once. */
export interface Batch {
  key: string;
  body: Uint8Array<ArrayBuffer>;
  conversations: number;
}

/** Puts conversations together until there are enough for one request. */
export class Batches {
  private texts: string[] = [];
  private length = 0;

  /** The batch that was full before this one was added. */
  add(conversation: ImportedConversation): Batch | null {
    const text = JSON.stringify(conversation);
    const full = this.texts.length >= MOST || this.length + text.length > LONGEST ? this.rest() : null;
    this.texts.push(text);
    this.length += text.length;
    return full;
  }

  /** What is left at the end. */
  rest(): Batch | null {
    if (this.texts.length === 0) return null;
    const body = new TextEncoder().encode(`{"conversations":[${this.texts.join(',')}]}`);
    const batch = { key: bytesToHex(sha256(body)), body, conversations: this.texts.length };
    this.texts = [];
    this.length = 0;
    return batch;
  }
}

/** A conversation as it will be taken in, or why not. */
export function checked(converted: Converted): Converted {
  if ('flaw' in converted) return converted;
  const length = converted.conversation.messages.reduce((sum, { content }) => sum + content.length, 0);
  return length > TOO_LONG ? { flaw: 'too-large', title: converted.conversation.title } : converted;
}
