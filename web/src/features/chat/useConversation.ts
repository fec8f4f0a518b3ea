import { t } from '@lingui/core/macro';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { http, send } from '@/api/client';
import { againIfLost, conversationQuery, keys, messagesQuery, queryClient } from '@/api/queries';
import { isForeign } from '@/api/sharing';
import type { Conversation, ConversationChange, Id, Message } from '@/api/types';
import { toastProblem } from '@/ui/problem';
import { changeListed } from './listed';
import { followRunning } from './runs';
import { tellTabs } from './tabs';
import { branch, newestLeaf } from './tree';

const NONE: readonly Message[] = [];

/** How often it is looked whether somebody else has gone on in a shared conversation. */
const STEP_MS = 3_000;

/** A branch that a reader has turned to, from the one that was in view then. */
interface Turned {
  conversation: Id;
  stored: Id | null;
  head: Id;
}

function isShared(conversation: Conversation | undefined): boolean {
  return conversation !== undefined && (conversation.shares > 0 || isForeign(conversation));
}

/** A conversation with the branch in view, and what can be done to it. */
export function useConversation(id: Id) {
  const conversation = useQuery({ ...conversationQuery(id), refetchInterval: (query) => (isShared(query.state.data) ? STEP_MS : againIfLost(query)) });
  const messages = useQuery(messagesQuery(id));
  const change = useChange(id);
  const [turned, setTurned] = useState<Turned | null>(null);

  // What somebody else does there is seen by the time of the last change.
  const changed = isShared(conversation.data) ? conversation.data?.updated_at : undefined;
  const seen = useRef(changed);
  useEffect(() => {
    if (seen.current && changed && seen.current !== changed) void queryClient.invalidateQueries({ queryKey: keys.messages(id) });
    seen.current = changed;
  }, [id, changed]);

  useEffect(() => {
    if (messages.data) followRunning(messages.data);
  }, [messages.data]);

  const stored = conversation.data?.head ?? null;
  // Somebody who only reads turns the pages for themselves, until the conversation goes on.
  const head = turned?.conversation === id && turned.stored === stored ? turned.head : stored;
  const turns = useMemo(() => branch(messages.data ?? [], head), [messages.data, head]);
  const { mutate } = change;
  const reads = conversation.data?.access === 'read';
  const turnTo = useCallback(
    (message: Id) => {
      const leaf = newestLeaf(messages.data ?? [], message);
      if (reads) setTurned({ conversation: id, stored, head: leaf });
      else mutate({ head: leaf });
    },
    [mutate, messages.data, reads, id, stored],
  );

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
