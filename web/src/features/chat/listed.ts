import type { InfiniteData } from '@tanstack/react-query';
import { keys, queryClient } from '@/api/queries';
import type { Conversation, Id, Page } from '@/api/types';

/** Changes a conversation in every cached list; null removes it. */
export function changeListed(id: Id, change: Partial<Conversation> | null): void {
  queryClient.setQueriesData<InfiniteData<Page<Conversation>>>({ queryKey: keys.conversations }, (data) =>
    data && {
      ...data,
      pages: data.pages.map((page) => ({
        ...page,
        items: page.items.flatMap((item) => {
          if (item.id !== id) return [item];
          return change ? [{ ...item, ...change }] : [];
        }),
      })),
    },
  );
}
