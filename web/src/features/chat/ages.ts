import type { Conversation } from '@/api/types';

const DAY_MS = 86_400_000;

/** Groups a list that is sorted by last change into today, yesterday, this week, this month and older. */
export function byAge(conversations: readonly Conversation[], now = new Date()): { name: string; conversations: Conversation[] }[] {
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
  const limits: [string, number][] = [
    ['Today', midnight],
    ['Yesterday', midnight - DAY_MS],
    ['Last 7 days', midnight - 7 * DAY_MS],
    ['Last 30 days', midnight - 30 * DAY_MS],
    ['Older', -Infinity],
  ];
  const nameOf = ({ updated_at }: Conversation) => limits.find(([, from]) => Date.parse(updated_at) >= from)![0];
  return limits
    .map(([name]) => ({ name, conversations: conversations.filter((conversation) => nameOf(conversation) === name) }))
    .filter((group) => group.conversations.length > 0);
}
