import { create } from 'zustand';
import { http, send } from '@/api/client';
import { keys, queryClient } from '@/api/queries';
import type { Conversation, ConversationChange, Id } from '@/api/types';

/** Model and collections chosen for the conversation that does not exist yet. */
export const useNewChat = create<{ model: string | null; collections: Id[] }>(() => ({ model: null, collections: [] }));

export function changeNewChat({ model, collections }: ConversationChange): void {
  useNewChat.setState((old) => ({ model: model === undefined ? old.model : model, collections: collections ?? old.collections }));
}

/** Makes the conversation on the server. */
export async function startConversation(): Promise<Conversation> {
  const { model, collections } = useNewChat.getState();
  const made = await send(http.POST('/api/v1/conversations', { body: { model, collections, folder: null, temporary: false } }));
  queryClient.setQueryData(keys.conversation(made.id), made);
  queryClient.setQueryData(keys.messages(made.id), []);
  void queryClient.invalidateQueries({ queryKey: keys.conversations });
  return made;
}
