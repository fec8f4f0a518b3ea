import { create } from 'zustand';
import { onRuns, socket } from '@/api/live';
import { ApiError, unreachable } from '@/api/problem';
import { keys, queryClient } from '@/api/queries';
import type { Accepted, Conversation, Id, LoggedEvent, Message } from '@/api/types';
import { applied, opened, type RunView } from './events';
import { changeListed } from './listed';
import { tellTabs } from './tabs';
import { merge } from './tree';
import { beSure, doubt } from './unsure';

/** Runs that go on, by id. When one ends, its message moves into the query cache and the run leaves. */
export const useRuns = create<{ views: Record<Id, RunView> }>(() => ({ views: {} }));

let pending: LoggedEvent[] = [];

onRuns({
  accepted: (frame) => begin(frame),
  event: (event) => {
    pending.push(event);
    if (pending.length === 1) schedule();
  },
  lost: (run) => {
    const view = useRuns.getState().views[run];
    if (view) void queryClient.invalidateQueries({ queryKey: keys.messages(view.message.conversation) });
    forget([run]);
  },
});

/** What is wanted for one question only. */
export interface Asked {
  /** Another model than the conversation's. */
  model?: string;
  /** Answer from these documents only. */
  documents?: Id[];
}

/** Asks below `parent`; resolves once the server has stored the question. */
export async function ask(conversation: Id, text: string, parent: Id | null, asked: Asked = {}): Promise<void> {
  const messages = keys.messages(conversation);
  const known = new Set(queryClient.getQueryData<Message[]>(messages)?.map(({ id }) => id));
  try {
    await socket.request({ type: 'ask', conversation, text, parent, ...asked });
    beSure(conversation);
  } catch (error) {
    if (error instanceof ApiError && error.problem === unreachable) {
      doubt(conversation, { text, parent, known });
      void queryClient.invalidateQueries({ queryKey: messages });
    }
    throw error;
  }
}

/** Answers a stored question once more. */
export function regenerate(question: Id, model?: string): Promise<unknown> {
  return socket.request({ type: 'regenerate', question, ...(model ? { model } : {}) });
}

export function stop(run: Id): Promise<unknown> {
  return socket.request({ type: 'stop', run });
}

/** Takes up runs that another tab, or this one before a reload, has started. */
export function followRunning(messages: readonly Message[]): void {
  const { views } = useRuns.getState();
  const missing = messages.filter(({ state, run }) => state === 'streaming' && run && !views[run]);
  if (missing.length === 0) return;
  const added = Object.fromEntries(missing.map((message) => [message.run!, opened(message)]));
  useRuns.setState({ views: { ...views, ...added } });
  for (const { run } of missing) socket.follow(run!, 0);
}

function begin({ run, question, answer }: Accepted): void {
  const messages = keys.messages(run.conversation);
  const complete = queryClient.getQueryData(messages) !== undefined;
  void queryClient.cancelQueries({ queryKey: messages });
  queryClient.setQueryData<Message[]>(messages, (old) => merge(old ?? [], [question, answer]));
  if (!complete) void queryClient.invalidateQueries({ queryKey: messages });
  patchConversation(run.conversation, { head: answer.id });
  tellTabs(run.conversation);
  useRuns.setState(({ views }) => ({ views: { ...views, [run.id]: opened({ ...answer, run: run.id }) } }));
}

/** Words that come faster than this are drawn together: nobody reads twenty pieces a second, and each drawing costs. */
const DRAW_MS = 48;
let drawn = 0;

/** A hidden page draws no frames. */
function schedule(): void {
  const wait = document.hidden ? 200 : Math.max(0, drawn + DRAW_MS - performance.now());
  setTimeout(() => (document.hidden ? flush() : requestAnimationFrame(flush)), wait);
}

function flush(): void {
  drawn = performance.now();
  const events = pending;
  pending = [];
  const views = { ...useRuns.getState().views };
  const ended: Id[] = [];
  for (const logged of events) {
    const view = views[logged.run];
    if (!view) continue;
    views[logged.run] = applied(view, logged);
    if (logged.event.type === 'titled') patchConversation(view.message.conversation, { title: logged.event.title });
    if (logged.event.type === 'finished') ended.push(logged.run);
  }
  for (const run of ended) settle(views[run]!);
  useRuns.setState({ views });
  if (ended.length > 0) forget(ended);
}

function settle({ message }: RunView): void {
  queryClient.setQueryData<Message[]>(keys.messages(message.conversation), (old) => merge(old ?? [], [message]));
  void queryClient.invalidateQueries({ queryKey: keys.conversations });
}

function forget(runs: Id[]): void {
  useRuns.setState(({ views }) => ({
    views: Object.fromEntries(Object.entries(views).filter(([run]) => !runs.includes(run))),
  }));
}

function patchConversation(id: Id, change: Partial<Conversation>): void {
  queryClient.setQueryData<Conversation>(keys.conversation(id), (old) => (old ? { ...old, ...change } : old));
  changeListed(id, change);
}
