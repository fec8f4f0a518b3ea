import { t } from '@lingui/core/macro';
import type { Conversation } from '@/api/types';

const DAY_MS = 86_400_000;

export type Age = 'today' | 'yesterday' | 'week' | 'month' | 'older';

/** Groups a list that is sorted by last change into today, yesterday, this week, this month and older. */
export function byAge(conversations: readonly Conversation[], now = new Date()): { age: Age; conversations: Conversation[] }[] {
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
  const limits: [Age, number][] = [
    ['today', midnight],
    ['yesterday', midnight - DAY_MS],
    ['week', midnight - 7 * DAY_MS],
    ['month', midnight - 30 * DAY_MS],
    ['older', -Infinity],
  ];
  const groups = new Map<Age, Conversation[]>(limits.map(([age]) => [age, []]));
  for (const conversation of conversations) {
    const changed = Date.parse(conversation.updated_at);
    const [age] = limits.find(([, from]) => changed >= from) ?? ['older'];
    groups.get(age as Age)!.push(conversation);
  }
  return [...groups].flatMap(([age, some]) => (some.length > 0 ? [{ age, conversations: some }] : []));
}

export function ageName(age: Age): string {
  switch (age) {
    case 'today':
      return t`Today`;
    case 'yesterday':
      return t`Yesterday`;
    case 'week':
      return t`Last 7 days`;
    case 'month':
      return t`Last 30 days`;
    case 'older':
      return t`Older`;
  }
}
