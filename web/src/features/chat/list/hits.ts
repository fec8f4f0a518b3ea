import type { Conversation, ConversationHit } from '@/api/types';

type FoundMessage = NonNullable<ConversationHit['message']>;

/** A found conversation with the places in it. */
export interface Found {
  conversation: Conversation;
  messages: FoundMessage[];
}

/** Hits of one conversation together, in the order in which the first of each was found. */
export function byConversation(hits: readonly ConversationHit[]): Found[] {
  const found = new Map<string, Found>();
  for (const { conversation, message } of hits) {
    const one = found.get(conversation.id) ?? { conversation, messages: [] };
    found.set(conversation.id, one);
    if (message && !one.messages.some(({ id }) => id === message.id)) one.messages.push(message);
  }
  return [...found.values()];
}
