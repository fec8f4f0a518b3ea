import { t } from '@lingui/core/macro';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo } from 'react';
import { http, send } from '@/api/client';
import { conversationQuery, keys, messagesQuery, queryClient } from '@/api/queries';
import type { Conversation, ConversationChange, Id, Message } from '@/api/types';
import { toastProblem } from '@/ui/problem';
import { changeListed } from './listed';
import { followRunning } from './runs';
import { tellTabs } from './tabs';
import { branch, newestLeaf } from './tree';

const NONE: readonly Message[] = [];

/** A conversation with the branch in view, and what can be done to it. */
export function useConversation(id: Id) {
  const conversation = useQuery(conversationQuery(id));
  const messages = useQuery(messagesQuery(id));
  const change = useChange(id);

  useEffect(() => {
    if (messages.data) followRunning(messages.data);
  }, [messages.data]);

  const head = conversation.data?.head ?? null;
  const turns = useMemo(() => branch(messages.data ?? [], head), [messages.data, head]);
  const { mutate } = change;
  const turnTo = useCallback((message: Id) => mutate({ head: newestLeaf(messages.data ?? [], message) }), [mutate, messages.data]);

  return {
    conversation: conversation.data,
    /** All messages, of every branch. */
    all: messages.data ?? NONE,
    turns,
    loading: conversation.isPending || messages.isPending,
    error: conversation.error ?? messages.error,
    retry: () => void Promise.all([conversation.refetch(), messages.refetch()]),
    change: mutate,
    /** Shows the newest branch through this message. */
    turnTo,
  };
}

/** Changes a conversation; shown at once, taken back when the server refuses. */
function useChange(id: Id) {
  return useMutation({
    mutationFn: (body: ConversationChange) => send(http.PATCH('/api/v1/conversations/{id}', { params: { path: { id } }, body })),
    onMutate: (body) => {
      const before = queryClient.getQueryData<Conversation>(keys.conversation(id));
      queryClient.setQueryData<Conversation>(keys.conversation(id), (old) => (old ? { ...old, ...body } : old));
      changeListed(id, body);
      return before;
    },
    onSuccess: () => tellTabs(id),
    onError: (error, _, before) => {
      if (before) {
        queryClient.setQueryData(keys.conversation(id), before);
        changeListed(id, before);
      }
      toastProblem(error, t`The change was not saved`);
    },
  });
}
