import type { AnyRouter } from '@tanstack/react-router';
import { http, send } from '@/api/client';
import { onRuns, socket } from '@/api/live';
import { keys } from '@/api/queries';
import { refresh } from '@/api/refresh';
import type { Message } from '@/api/types';
import { introduce } from '@/lib/introduction';
import { inPanel, type PanelSearch } from '@/lib/panel';
import { PHONE } from '@/ui/useMedia';

/** Asks the first question in a conversation of its own, goes there, and opens the first source as soon as the answer is finished. */
export async function askFirst(router: AnyRouter, question: string, collections: string[]): Promise<void> {
  const { id } = await send(http.POST('/api/v1/conversations', { body: { model: null, collections, folder: null, temporary: false } }));
  const to = { to: '/chat/$conversation', params: { conversation: id } } as const;
  introduce(id);
  // The room must be listening before the first word comes.
  await router.preloadRoute(to);
  const stop = onRuns({
    accepted: () => {},
    event: ({ event }) => {
      if (event.type !== 'finished' || event.message.conversation !== id) return;
      stop();
      show(router, event.message);
    },
    lost: () => {},
  });
  try {
    await socket.request({ type: 'ask', conversation: id, text: question, parent: null });
  } catch (error) {
    stop();
    throw error;
  }
  void refresh(keys.conversations);
  await router.navigate(to);
}

/** Not over the answer on a phone, and not when the reader is elsewhere or looks at something already. */
function show(router: AnyRouter, message: Message): void {
  const { pathname, search } = router.state.location as { pathname: string; search: PanelSearch };
  const place = firstPlace(message);
  if (!place || pathname !== `/chat/${message.conversation}` || search.doc || window.matchMedia(PHONE).matches) return;
  void router.navigate({ to: '.', search: (old: PanelSearch) => inPanel(old, place) });
}

/** The passage of the first citation that holds. Pure, for tests. */
export function firstPlace({ id, citations, sources }: Pick<Message, 'id' | 'citations' | 'sources'>): PanelSearch | null {
  const citation = citations.find(({ check }) => check.verdict !== 'unsupported') ?? citations[0];
  if (!citation) return null;
  return {
    doc: citation.document,
    rev: sources.find(({ number }) => number === citation.source)?.revision,
    start: citation.start,
    end: citation.end,
    page: citation.page ?? undefined,
    cite: `${id}:${citation.number}`,
  };
}
