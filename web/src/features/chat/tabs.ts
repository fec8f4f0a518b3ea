import { keys, queryClient } from '@/api/queries';
import type { Id } from '@/api/types';

/** Tells the other tabs of this browser which conversation changed, so that two windows beside each other show the same. */
const channel = new BroadcastChannel('chatbox.conversations');

channel.addEventListener('message', ({ data: conversation }: MessageEvent<Id>) => {
  void queryClient.invalidateQueries({ queryKey: keys.conversation(conversation) });
  void queryClient.invalidateQueries({ queryKey: keys.conversations });
});

export function tellTabs(conversation: Id): void {
  channel.postMessage(conversation);
}
