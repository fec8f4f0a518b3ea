import type { ImportedConversation, ImportedMessage } from '@/api/types';
import { defined, isObject, text, time, type Converted } from './formats';
import { bodyOf, isHidden, type Part } from './chatgptParts';
import { paragraphs } from './prose';

interface Node {
  id: string;
  parent: string | null;
  children: string[];
  /** What it says, or null where it is only a joint of the tree. */
  part: Part | null;
}

/**
 * A conversation of a ChatGPT export: `mapping` is a tree of nodes with `parent` and `children`, `current_node` the end of the branch in
 * view. One answer is often several nodes (a thought, a call of a tool, its result, the text); here it becomes one message.
 */
export function fromChatGpt(item: unknown): Converted {
  if (!isObject(item) || !isObject(item.mapping)) return { flaw: 'shape', title: isObject(item) ? text(item.title) : '' };
  const title = text(item.title);
  const nodes = nodesOf(item.mapping);
  const { messages, placeOf } = folded(nodes);
  if (messages.length === 0) return { flaw: 'empty', title };
  const conversation = defined({
    title,
    created_at: time(item.create_time),
    updated_at: time(item.update_time),
    pinned: item.is_starred === true || typeof item.pinned_time === 'number',
    head: placeOf(text(item.current_node)) ?? messages.at(-1)!.id,
    messages,
  });
  return { conversation: conversation as ImportedConversation };
}

function nodesOf(mapping: Record<string, unknown>): Map<string, Node> {
  const nodes = new Map<string, Node>();
  for (const [id, node] of Object.entries(mapping)) {
    if (!isObject(node)) continue;
    const message = isObject(node.message) && !isHidden(node.message) ? node.message : null;
    nodes.set(id, { id, parent: typeof node.parent === 'string' ? node.parent : null, children: [], part: message && bodyOf(message) });
  }
  // `children` is what some exports lack or have wrong; the parents say it all, in the order of the file.
  for (const node of nodes.values()) {
    const parent = node.parent === null ? undefined : nodes.get(node.parent);
    if (parent) parent.children.push(node.id);
    else node.parent = null;
  }
  return nodes;
}

interface Folded {
  messages: ImportedMessage[];
  /** The message that holds a node, or stands before it. */
  placeOf(node: string): string | undefined;
}

/** What has been said of an answer that is not ended yet. */
interface Pending {
  texts: string[];
  created_at: string | undefined;
}

/** Walks the tree from its roots. Not by recursion: conversations are thousands of nodes deep. */
function folded(nodes: Map<string, Node>): Folded {
  const messages: ImportedMessage[] = [];
  const places = new Map<string, string>();
  const speaks = continuations(nodes);
  const todo: { node: Node; parent: string | null; pending: Pending | null }[] = [];
  const push = (ids: readonly string[], parent: string | null, pending: Pending | null) => {
    for (const id of [...ids].reverse()) todo.push({ node: nodes.get(id)!, parent, pending });
  };
  push([...nodes.values()].filter(({ parent }) => parent === null).map(({ id }) => id), null, null);

  while (todo.length > 0) {
    const { node, parent, pending } = todo.pop()!;
    const { id, part, children } = node;
    if (part?.role === 'user') {
      messages.push(defined({ id, parent, role: 'user' as const, content: part.content, created_at: part.created_at }) as ImportedMessage);
      places.set(id, id);
      push(children, id, null);
      continue;
    }
    const answer = part ? { texts: [...(pending?.texts ?? []), part.content], created_at: part.created_at ?? pending?.created_at } : pending;
    const next = speaks(id);
    // As long as only the answer itself goes on, it is not ended.
    if (part === null || answer === null || (next.assistant && !next.user)) {
      if (parent !== null) places.set(id, parent);
      push(children, parent, answer);
      continue;
    }
    messages.push(defined({ id, parent, role: 'assistant' as const, content: paragraphs(answer.texts), created_at: answer.created_at }) as ImportedMessage);
    places.set(id, id);
    for (const child of [...children].reverse()) {
      // Where the answer goes on in one of its continuations, that one is another version of it.
      const goesOn = nodes.get(child)!.part?.role !== 'user' && speaks(child, true).assistant;
      todo.push({ node: nodes.get(child)!, parent: goesOn ? parent : id, pending: goesOn ? answer : null });
    }
  }
  return { messages, placeOf: (node) => places.get(node) };
}

interface Speaks {
  user: boolean;
  assistant: boolean;
}

/** Who speaks next below a node, over nodes that say nothing; with `self`, at the node or below it. */
function continuations(nodes: Map<string, Node>): (id: string, self?: boolean) => Speaks {
  return (id, self = false) => {
    const next: Speaks = { user: false, assistant: false };
    const todo = self ? [id] : [...nodes.get(id)!.children];
    while (todo.length > 0) {
      const { part, children } = nodes.get(todo.pop()!)!;
      if (part) next[part.role] = true;
      else todo.push(...children);
    }
    return next;
  };
}
