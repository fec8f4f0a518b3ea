import { http, send } from '@/api/client';
import { keys, queryClient } from '@/api/queries';
import type { Conversation, Id, Message } from '@/api/types';
import { undoable } from '@/ui/undoable';
import { changeListed } from './listed';
import { tellTabs } from './tabs';
import { merge } from './tree';

/** Deleting a message takes everything below it along. */
export const { useHidden: useHiddenMessages, deleteLater: deleteMessageLater } = undoable(async (id) => {
  const conversation = await send(http.DELETE('/api/v1/messages/{id}', { params: { path: { id } }, keepalive: true }));
  store(conversation);
  await queryClient.invalidateQueries({ queryKey: keys.messages(conversation.id) });
});

/** Gives a question another text, without asking again. */
export async function saveQuestion(id: Id, content: string): Promise<void> {
  const message = await send(http.PATCH('/api/v1/messages/{id}', { params: { path: { id } }, body: { content } }));
  queryClient.setQueryData<Message[]>(keys.messages(message.conversation), (old) => merge(old ?? [], [message]));
  tellTabs(message.conversation);
}

/** Copies the branch that ends at `message`, or all branches, into a conversation of its own. */
export async function fork(conversation: Id, message: Id, whole: boolean): Promise<Conversation> {
  const made = await send(http.POST('/api/v1/conversations/{id}/fork', { params: { path: { id: conversation } }, body: { message, whole } }));
  queryClient.setQueryData(keys.conversation(made.id), made);
  await queryClient.invalidateQueries({ queryKey: keys.conversations });
  return made;
}

function store(conversation: Conversation): void {
  queryClient.setQueryData(keys.conversation(conversation.id), conversation);
  changeListed(conversation.id, conversation);
  tellTabs(conversation.id);
}
