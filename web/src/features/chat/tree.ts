import type { Id, Message } from '@/api/types';

/** A message of the branch in view, with its siblings (itself included), oldest first. */
export interface Turn {
  message: Message;
  siblings: Id[];
}

/** The messages from the first one down to `head`. An unknown or missing head means the newest branch. */
export function branch(messages: readonly Message[], head: Id | null): Turn[] {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const children = byParent(messages);
  const path: Turn[] = [];
  const seen = new Set<Id>();
  let at = (head ? byId.get(head) : undefined) ?? messages.at(-1);
  while (at && !seen.has(at.id)) {
    seen.add(at.id);
    const siblings = (children.get(at.parent ?? null) ?? []).map(({ id }) => id);
    path.push({ message: at, siblings });
    at = at.parent ? byId.get(at.parent) : undefined;
  }
  return path.reverse();
}

/** The end of the newest branch that goes through `id`: where the head moves when the reader turns to a sibling. */
export function newestLeaf(messages: readonly Message[], id: Id): Id {
  const children = byParent(messages);
  let at = id;
  for (let next = children.get(at)?.at(-1); next; next = children.get(at)?.at(-1)) at = next.id;
  return at;
}

/** The sibling `step` places further, or undefined at either end. */
export function sibling(turn: Turn, step: 1 | -1): Id | undefined {
  return turn.siblings[turn.siblings.indexOf(turn.message.id) + step];
}

/** Puts messages into a list, replacing older states of the same ones; the order stays oldest first. */
export function merge(messages: readonly Message[], changed: readonly Message[]): Message[] {
  const fresh = new Map(changed.map((message) => [message.id, message]));
  const kept = messages.map((message) => {
    const newer = fresh.get(message.id);
    fresh.delete(message.id);
    return newer ?? message;
  });
  return [...kept, ...fresh.values()];
}

function byParent(messages: readonly Message[]): Map<Id | null, Message[]> {
  const children = new Map<Id | null, Message[]>();
  for (const message of messages) {
    const parent = message.parent ?? null;
    const brothers = children.get(parent);
    if (brothers) brothers.push(message);
    else children.set(parent, [message]);
  }
  return children;
}
