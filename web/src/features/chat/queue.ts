import type { Asked } from './runs';

/** A question that waits for the answer before it. */
export interface Queued extends Asked {
  id: string;
  text: string;
}

export interface Queue {
  items: Queued[];
  /** An answer was stopped or failed: what follows may make no sense any more, so a person decides. */
  held: boolean;
  /** Set by `first`: the next end of an answer does not hold the queue. */
  pressing?: boolean;
}

export type QueueAction =
  | { type: 'add'; item: Queued }
  | { type: 'remove'; id: string }
  | { type: 'move'; id: string; by: 1 | -1 }
  /** Sends it next, whatever becomes of the answer that is being written. */
  | { type: 'first'; id: string }
  | { type: 'hold' }
  | { type: 'release' };

export const EMPTY: Queue = { items: [], held: false };

/** What an action makes of a queue. */
export function queued(queue: Queue, action: QueueAction): Queue {
  switch (action.type) {
    case 'add':
      return { ...queue, items: [...queue.items, action.item] };
    case 'remove': {
      const items = queue.items.filter(({ id }) => id !== action.id);
      return { items, held: queue.held && items.length > 0 };
    }
    case 'move': {
      const at = queue.items.findIndex(({ id }) => id === action.id);
      const to = at + action.by;
      if (at < 0 || to < 0 || to >= queue.items.length) return queue;
      const items = [...queue.items];
      [items[at], items[to]] = [items[to]!, items[at]!];
      return { ...queue, items };
    }
    case 'first': {
      const item = queue.items.find(({ id }) => id === action.id);
      if (!item) return queue;
      return { items: [item, ...queue.items.filter((one) => one !== item)], held: false, pressing: true };
    }
    case 'hold':
      if (queue.pressing) return { ...queue, pressing: false };
      return queue.items.length > 0 ? { ...queue, held: true } : queue;
    case 'release':
      return { ...queue, held: false };
  }
}
