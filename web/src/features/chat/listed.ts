import type { InfiniteData } from '@tanstack/react-query';
import { keys, queryClient } from '@/api/queries';
import type { Conversation, ConversationHit, Folder, Id, Page } from '@/api/types';
import type { Listed, ListFilter } from './list/lists';
import { relisted } from './list/relist';

/** Changes a conversation in every cached list; it moves to the list and the place where it now belongs. Null removes it. */
export function changeListed(id: Id, change: Partial<Conversation> | null): void {
  const known = listedConversation(id);
  const changed = known && change && { ...known, ...change };
  if (known) moveCount(known.folder ?? null, changed ? (changed.folder ?? null) : null);
  const patch = (items: Conversation[]) => items.flatMap((item) => (item.id !== id ? [item] : change ? [{ ...item, ...change }] : []));
  for (const [key, data] of queryClient.getQueriesData({ queryKey: keys.conversations })) {
    if (isListed(data)) {
      const list = changed ? relisted(data, key[2] as ListFilter, changed) : { ...data, items: patch(data.items) };
      queryClient.setQueryData(key, list);
    } else if (isPaged(data)) {
      queryClient.setQueryData(key, { ...data, pages: data.pages.map((page) => ({ ...page, items: patch(page.items) })) });
    } else if (isHits(data)) {
      const hits = data.flatMap((hit) =>
        hit.conversation.id !== id ? [hit] : change ? [{ ...hit, conversation: { ...hit.conversation, ...change } }] : [],
      );
      queryClient.setQueryData(key, hits);
    }
  }
}

/** The conversation as a list or its own page has it. */
export function listedConversation(id: Id): Conversation | undefined {
  for (const [, data] of queryClient.getQueriesData({ queryKey: keys.conversations })) {
    const items = isListed(data) ? data.items : isHits(data) ? data.map(({ conversation }) => conversation) : [];
    const found = items.find((item) => item.id === id);
    if (found) return found;
  }
  return queryClient.getQueryData<Conversation>(keys.conversation(id));
}

function moveCount(from: Id | null, to: Id | null): void {
  if (from === to) return;
  queryClient.setQueryData<Folder[]>(keys.folders, (folders) =>
    folders?.map((folder) => {
      const step = folder.id === to ? 1 : folder.id === from ? -1 : 0;
      return step === 0 ? folder : { ...folder, conversations: Math.max(0, folder.conversations + step) };
    }),
  );
}

function isListed(data: unknown): data is Listed {
  return typeof data === 'object' && data !== null && 'items' in data;
}

function isPaged(data: unknown): data is InfiniteData<Page<Conversation>> {
  return typeof data === 'object' && data !== null && 'pages' in data;
}

function isHits(data: unknown): data is ConversationHit[] {
  return Array.isArray(data);
}
