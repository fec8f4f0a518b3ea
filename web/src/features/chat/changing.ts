import { plural, t } from '@lingui/core/macro';
import { http, send } from '@/api/client';
import { keys, queryClient } from '@/api/queries';
import { refresh } from '@/api/refresh';
import type { Conversation, ConversationChange, Id } from '@/api/types';
import { inTurns } from '@/lib/turns';
import { toastProblem } from '@/ui/problem';
import { changeListed, listedConversation } from './listed';

/** Changes conversations; shown at once, taken back where the server refuses. */
export async function changeConversations(ids: readonly Id[], change: ConversationChange): Promise<void> {
  const before = new Map<Id, Conversation | undefined>(ids.map((id) => [id, listedConversation(id)]));
  for (const id of ids) show(id, change);
  const refused = await inTurns(ids, async (id) => {
    await send(http.PATCH('/api/v1/conversations/{id}', { params: { path: { id } }, body: change }));
  });
  for (const { item } of refused) {
    const old = before.get(item);
    if (old) show(item, old);
  }
  if (refused.length > 0) {
    const failed = refused.length;
    toastProblem(
      refused[0]!.error,
      ids.length === 1 ? t`The change was not saved` : plural(failed, { one: '# conversation was not changed', other: '# conversations were not changed' }),
    );
  }
  await refresh(keys.conversations, keys.folders, ...ids.map((id) => keys.conversation(id)));
}

function show(id: Id, change: Partial<Conversation>): void {
  changeListed(id, change);
  queryClient.setQueryData<Conversation>(keys.conversation(id), (old) => (old ? { ...old, ...change } : old));
}
