import type { ImportedConversation, SharedConversation } from '@/api/types';

/** What a link shows, as a conversation of one's own. Citations and quotes come along; the documents stay where they are. */
export function copyOf({ title, head, messages }: SharedConversation): ImportedConversation {
  return {
    title,
    head: head ?? null,
    messages: messages.map(({ id, parent, role, content, created_at, state, citations, sources, answer }) => ({
      id,
      // A snapshot of one branch may begin below a message that is not in it.
      parent: messages.some((other) => other.id === parent) ? (parent ?? null) : null,
      role,
      content,
      created_at,
      state,
      citations,
      sources,
      ...(answer ? { answer } : {}),
    })),
  } as ImportedConversation;
}
