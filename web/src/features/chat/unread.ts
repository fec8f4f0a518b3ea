import { create } from 'zustand';
import { onRuns } from '@/api/live';
import type { Id } from '@/api/types';
import { remember, remembered } from '@/lib/storage';
import { changeListed } from './listed';

const STORE = 'unread';
/** More would only be noise, here and in the storage. */
const MOST = 200;

/** Conversations in which an answer ended that was not looked at yet. */
export const useUnread = create<{ ids: ReadonlySet<Id> }>(() => ({ ids: new Set(remembered(STORE)?.split(' ') ?? []) }));

onRuns({
  // What is asked about comes to the top at once, not when the answer ends.
  accepted: ({ run, answer }) => changeListed(run.conversation, { updated_at: answer.created_at }),
  event: ({ event }) => {
    if (event.type === 'finished' && !isOpen(event.message.conversation)) setUnread(event.message.conversation, true);
  },
  lost: () => {},
});

export function setUnread(id: Id, unread: boolean): void {
  const { ids } = useUnread.getState();
  if (ids.has(id) === unread) return;
  const next = unread ? [...ids, id].slice(-MOST) : [...ids].filter((one) => one !== id);
  remember(STORE, next.length > 0 ? next.join(' ') : null);
  useUnread.setState({ ids: new Set(next) });
}

function isOpen(conversation: Id): boolean {
  return location.pathname === `/chat/${conversation}`;
}
