import { isForeign } from '@/api/sharing';
import type { Conversation } from '@/api/types';
import type { Listed, ListFilter } from './lists';

/** Whether a conversation belongs to a list. */
export function matches({ pinned, folder, shared }: ListFilter, conversation: Conversation): boolean {
  if (isForeign(conversation) !== (shared ?? false)) return false;
  if (pinned !== undefined && conversation.pinned !== pinned) return false;
  return folder === undefined || (conversation.folder ?? 'none') === folder;
}

/** The list after a conversation changed: at its place, gone, or new in it. */
export function relisted(list: Listed, filter: ListFilter, changed: Conversation): Listed {
  const others = list.items.filter(({ id }) => id !== changed.id);
  const was = others.length < list.items.length;
  if (!matches(filter, changed)) return was ? { ...list, items: others } : list;
  const at = others.findIndex((other) => before(changed, other));
  // Beyond what was read nobody knows what stands next to it; it comes with its page.
  if (at < 0 && list.next !== null && !was) return list;
  const place = at < 0 ? others.length : at;
  return { ...list, items: [...others.slice(0, place), changed, ...others.slice(place)] };
}

function before(one: Conversation, other: Conversation): boolean {
  const difference = Date.parse(one.updated_at) - Date.parse(other.updated_at);
  return difference > 0 || (difference === 0 && one.id > other.id);
}
