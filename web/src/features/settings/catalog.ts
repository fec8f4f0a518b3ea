import { t } from '@lingui/core/macro';
import { useCommandList, type Command } from '@/ui/commands';

export type Listed = Omit<Command, 'run'>;

/** Commands of rooms, for when the room is not on the screen: there they stand under the same ids, see `useCommands` in each. */
function ofRooms(): Listed[] {
  const chat = t`Conversation`;
  return [
    { id: 'chat.next', title: t`Next message`, group: chat, keys: 'j' },
    { id: 'chat.previous', title: t`Previous message`, group: chat, keys: 'k' },
    { id: 'chat.edit-last', title: t`Edit the last question`, group: chat, keys: 'e' },
    { id: 'chat.regenerate', title: t`Regenerate the answer`, group: chat, keys: 'r' },
    { id: 'chat.sources', title: t`Show the sources of the answer`, group: chat, keys: 's' },
    { id: 'sources.next', title: t`Next citation`, group: chat, keys: ']' },
    { id: 'sources.previous', title: t`Previous citation`, group: chat, keys: '[' },
    { id: 'chat.copy', title: t`Copy the answer with its sources`, group: chat, keys: '$mod+Shift+c' },
    { id: 'chat.map', title: t`Show the map of branches`, group: chat, keys: 'm' },
  ];
}

/** Everything that keys can be given to, the way it is called where it is offered. */
export function useListed(): Listed[] {
  const { lists } = useCommandList();
  const offered = [...lists.values()].flat();
  const known = new Set(offered.map(({ id }) => id));
  return [...offered, ...ofRooms().filter(({ id }) => !known.has(id))];
}
