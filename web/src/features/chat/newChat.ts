import { create } from 'zustand';
import { http, send } from '@/api/client';
import { keys, queryClient } from '@/api/queries';
import type { Conversation, ConversationChange, Id } from '@/api/types';

interface NewChat {
  model: string | null;
  collections: Id[];
  /** Never stored. */
  temporary: boolean;
}

/** What was chosen for the conversation that does not exist yet. */
export const useNewChat = create<NewChat>(() => ({ model: null, collections: [], temporary: false }));

export function changeNewChat({ model, collections }: ConversationChange): void {
  useNewChat.setState((old) => ({ model: model === undefined ? old.model : model, collections: collections ?? old.collections }));
}

/** Makes the conversation on the server, in a folder if one is named. */
export async function startConversation(folder: Id | null): Promise<Conversation> {
  const { model, collections, temporary } = useNewChat.getState();
  const made = await send(http.POST('/api/v1/conversations', { body: { model, collections, folder: temporary ? null : folder, temporary } }));
  useNewChat.setState({ temporary: false });
  queryClient.setQueryData(keys.conversation(made.id), made);
  queryClient.setQueryData(keys.messages(made.id), []);
  void queryClient.invalidateQueries({ queryKey: keys.conversations });
  return made;
}

/** The name of the draft of the conversation that does not exist yet. */
export const NEW_DRAFT = 'new';
