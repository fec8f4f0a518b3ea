import { create } from 'zustand';
import type { Id } from '@/api/types';
import { randomId } from '@/lib/ids';
import { remember, remembered } from '@/lib/storage';
import { EMPTY, queued, type Queue, type QueueAction } from './queue';
import type { Asked } from './runs';

const key = (conversation: Id) => `queue.${conversation}`;

/** Queues per conversation, kept over reloads. */
export const useQueues = create<{ queues: Record<Id, Queue> }>(() => ({ queues: {} }));

export function queueOf(conversation: Id): Queue {
  return useQueues.getState().queues[conversation] ?? stored(conversation);
}

export function changeQueue(conversation: Id, action: QueueAction): void {
  const next = queued(queueOf(conversation), action);
  remember(key(conversation), next.items.length > 0 ? JSON.stringify(next) : null);
  useQueues.setState(({ queues }) => ({ queues: { ...queues, [conversation]: next } }));
}

export function enqueue(conversation: Id, text: string, asked: Asked): void {
  changeQueue(conversation, { type: 'add', item: { id: randomId(), text, ...asked } });
}

/** Another tab may have changed it. */
window.addEventListener('storage', ({ key: changed }) => {
  const conversation = changed?.startsWith('chatbox.queue.') ? changed.slice('chatbox.queue.'.length) : null;
  if (conversation) useQueues.setState(({ queues }) => ({ queues: { ...queues, [conversation]: stored(conversation) } }));
});

function stored(conversation: Id): Queue {
  try {
    const read = JSON.parse(remembered(key(conversation)) ?? 'null') as Queue | null;
    return read && Array.isArray(read.items) ? read : EMPTY;
  } catch {
    return EMPTY;
  }
}
