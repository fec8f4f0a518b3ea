import { useEffect, useRef } from 'react';
import type { Id, Message } from '@/api/types';
import type { Queue } from './queue';
import { changeQueue, queueOf, useQueues } from './queues';
import type { Asked } from './runs';

interface QueueInput {
  conversation: Id;
  /** The last message of the branch in view; undefined while loading or when there is none. */
  last: Message | undefined;
  loading: boolean;
  send(text: string, asked: Asked): Promise<boolean>;
}

/** Sends what waits, one after the other, each when the answer before it has ended well; by one tab only. */
export function useQueue({ conversation, last, loading, send }: QueueInput): Queue {
  const queue = useQueues(({ queues }) => queues[conversation]) ?? queueOf(conversation);
  const latest = useRef(send);
  useEffect(() => {
    latest.current = send;
  });
  const state = last?.state;
  const before = useRef(state);
  useEffect(() => {
    // Stopped or failed while somebody waits: a person decides.
    if (before.current === 'streaming' && (state === 'stopped' || state === 'failed')) changeQueue(conversation, { type: 'hold' });
    before.current = state;
  }, [state, conversation]);

  const first = queue.items[0]?.id;
  const ready = !loading && first !== undefined && !queue.held && state !== 'streaming' && last?.role !== 'user';
  useEffect(() => {
    if (!ready) return;
    void navigator.locks.request(`chatbox.queue.${conversation}`, { ifAvailable: true }, async (lock) => {
      // Another tab holds it, or has sent it meanwhile; or the answer that just ended has held the queue.
      const now = queueOf(conversation);
      const item = now.items[0];
      if (!lock || now.held || !item || item.id !== first) return;
      const { id, text, ...asked } = item;
      if (await latest.current(text, asked)) changeQueue(conversation, { type: 'remove', id });
      else changeQueue(conversation, { type: 'hold' });
    });
  }, [ready, first, conversation]);
  return queue;
}
