import type { Id, Message } from '@/api/types';

/** One message on the map: its lane, and the lines that pass by it. */
export interface MapRow {
  message: Message;
  lane: number;
  /** Lane of the message it follows; none for a first one. */
  from: number | null;
  /** Lanes whose lines run through this row from top to bottom, its own excluded. */
  passing: number[];
  /** Lanes that begin here, besides its own: those of its further children. */
  opening: number[];
  /** Whether its own line goes on below. */
  goesOn: boolean;
}

/**
 * The tree as a list: depth first, the oldest child straight below its parent in the same lane, every further child in a lane of its own
 * that runs down from the parent. A lane is free again after the child it leads to.
 */
export function mapRows(messages: readonly Message[]): MapRow[] {
  const known = new Set(messages.map(({ id }) => id));
  const children = new Map<Id | null, Message[]>();
  for (const message of messages) {
    const parent = message.parent && known.has(message.parent) ? message.parent : null;
    children.set(parent, [...(children.get(parent) ?? []), message]);
  }
  const rows: MapRow[] = [];
  /** Lanes with a line on its way down to a child. */
  const taken = new Set<number>();
  const free = (least: number): number => {
    let lane = least;
    while (taken.has(lane)) lane += 1;
    return lane;
  };
  const stack: { message: Message; lane: number; from: number | null }[] = [];
  const push = (of: Id | null, lane: number | null) => {
    const [first, ...more] = children.get(of) ?? [];
    const opening: number[] = [];
    const later = more.map((message) => {
      const own = free((lane ?? -1) + 1);
      taken.add(own);
      opening.push(own);
      return { message, lane: own, from: lane };
    });
    // The first child is on top of the stack, then the others, oldest first.
    stack.push(...later.reverse());
    if (first) stack.push({ message: first, lane: lane ?? 0, from: lane });
    return { opening, goesOn: first !== undefined };
  };
  taken.add(0);
  push(null, null);
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { message, lane, from } = next;
    taken.delete(lane);
    const passing = [...taken].sort((a, b) => a - b);
    taken.add(lane);
    const { opening, goesOn } = push(message.id, lane);
    if (!goesOn) taken.delete(lane);
    rows.push({ message, lane, from, passing, opening, goesOn });
  }
  return rows;
}
