import { t } from '@lingui/core/macro';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { http, send } from '@/api/client';
import { collectionsQuery, conversationsQuery, documentsQuery, keys, promptsQuery } from '@/api/queries';
import type { ConversationHit } from '@/api/types';
import { plain } from '@/features/chat/marks';
import { timeAgo } from '@/lib/format';
import { useNow } from '@/ui/ago';
import { found } from './rank';

/** Something the palette can go to or do. */
export interface Entry {
  id: string;
  group: string;
  title: string;
  /** More words it is found by, and shown behind the title. */
  detail?: string;
  keys?: string;
  run(): void;
}

const FEW = 5;
const MANY = 8;

/** Conversations, documents, collections and prompts that answer the query; without one, the conversations changed last. */
export function usePlaces(query: string): { entries: Entry[]; searching: boolean; ready: boolean } {
  const asked = query !== '';
  const navigate = useNavigate();
  const latest = useInfiniteQuery({ ...conversationsQuery(''), enabled: !asked });
  const hits = useQuery({ ...searchQuery(query), enabled: asked, placeholderData: keepPreviousData });
  const documents = useInfiniteQuery({ ...documentsQuery({ contains: query }), enabled: asked, placeholderData: keepPreviousData });
  const collections = useQuery(collectionsQuery);
  const prompts = useQuery(promptsQuery);
  const now = useNow();

  const untitled = t`New conversation`;
  const conversations: Entry[] = asked
    ? (hits.data ?? []).slice(0, MANY).map(({ conversation, message }) => ({
        id: `conversation:${conversation.id}:${message?.id ?? ''}`,
        group: t`Conversations`,
        title: conversation.title || untitled,
        // Titles are often the same; what was said or when tells them apart.
        detail: message ? plain(message.excerpt) : timeAgo(conversation.updated_at, now),
        run: () =>
          void navigate({ to: '/chat/$conversation', params: { conversation: conversation.id }, search: message ? { m: message.id } : {} }),
      }))
    : (latest.data?.pages[0]?.items ?? []).slice(0, FEW).map(({ id, title, updated_at }) => ({
        id: `conversation:${id}:`,
        group: t`Conversations`,
        title: title || untitled,
        detail: timeAgo(updated_at, now),
        run: () => void navigate({ to: '/chat/$conversation', params: { conversation: id } }),
      }));
  if (!asked) return { entries: conversations, searching: false, ready: !latest.isPending };

  const inLibrary: Entry[] = (documents.data?.pages[0]?.items ?? []).slice(0, MANY).map(({ id, title, path }) => ({
    id: `document:${id}`,
    group: t`Documents`,
    title: title || path,
    detail: path,
    run: () => void navigate({ to: '/documents/$document', params: { document: id } }),
  }));
  const shelves: Entry[] = (collections.data ?? []).map(({ id, name }) => ({
    id: `collection:${id}`,
    group: t`Collections`,
    title: name,
    run: () => void navigate({ to: '/library/$collection', params: { collection: id } }),
  }));
  const texts: Entry[] = (prompts.data ?? []).map(({ id, name }) => ({
    id: `prompt:${id}`,
    group: t`Prompts`,
    title: name,
    run: () => void navigate({ to: '/settings/prompts', search: { q: name } }),
  }));
  return {
    entries: [...conversations, ...inLibrary, ...found(shelves, query).slice(0, FEW), ...found(texts, query).slice(0, FEW)],
    searching: hits.isFetching || documents.isFetching,
    ready: true,
  };
}

function searchQuery(q: string) {
  return {
    // Below the conversations, so that it is out of date when they are.
    queryKey: [...keys.conversations, 'search', q],
    queryFn: ({ signal }: { signal: AbortSignal }): Promise<ConversationHit[]> =>
      send(http.GET('/api/v1/conversations/search', { params: { query: { q, limit: MANY } }, signal })),
  };
}
