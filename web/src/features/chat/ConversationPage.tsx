import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link, useParams } from '@tanstack/react-router';
import { ArrowDown, MessageSquareOff } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { VirtualizerHandle } from 'virtua';
import { useMay } from '@/api/may';
import { ApiError } from '@/api/problem';
import { Button, buttonClass } from '@/ui/button';
import { Empty, Loading } from '@/ui/feedback';
import { ProblemNotice, toastProblem } from '@/ui/problem';
import { toast } from '@/ui/toast';
import { Announcer } from './Announcer';
import { ChatFrame } from './ChatFrame';
import { IntroductionEnd } from './IntroductionEnd';
import { Messages } from './Messages';
import { useHiddenMessages } from './messageChanges';
import { changeQueue, enqueue, queueOf } from './queues';
import { QueueList } from './QueueList';
import { ask, regenerate, stop, type Asked } from './runs';
import { Shared, SharedLine } from './Shared';
import { TemporaryLine } from './TemporaryLine';
import { useChatCommands } from './useChatCommands';
import { useConversation } from './useConversation';
import { arrived, notSent } from './unsure';
import { putIntoDraft, takeFromDraft } from './useDraft';
import { useFollow } from './useFollow';
import { useMessages } from './useMessages';
import { useQueue } from './useQueue';

export default function ConversationPage() {
  const { conversation: id } = useParams({ from: '/chat/$conversation' });
  const { conversation, all, turns: whole, loading, error, retry, change, turnTo } = useConversation(id);
  const hidden = useHiddenMessages(({ ids }) => ids);
  // What hangs on a message that is going goes with it.
  const turns = useMemo(() => {
    const cut = whole.findIndex(({ message }) => hidden.has(message.id));
    return cut < 0 ? whole : whole.slice(0, cut);
  }, [whole, hidden]);
  const area = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const { atEnd, jump, leave } = useFollow(area, content, loading ? '' : id);
  const { marked, focused, setFocused, current, step, show } = useMessages({ conversation: id, turns, all, list, area, atEnd, turnTo, leave });

  useEffect(() => {
    const text = arrived(id, all);
    if (text === null) return;
    // It was said not to have been sent, and waits where it was written: asked once is enough.
    toast.dismiss(notSent(id));
    takeFromDraft(id, text);
    const waiting = queueOf(id).items.find((item) => item.text === text);
    if (waiting) changeQueue(id, { type: 'remove', id: waiting.id });
  }, [id, all]);

  const title = conversation?.title || t`New conversation`;
  useEffect(() => {
    document.title = `${title} · Chatbox`;
  }, [title]);

  const last = turns.at(-1)?.message;
  const running = last?.state === 'streaming' ? last : undefined;

  const send = useCallback(
    async (text: string, parent: string | null, asked: Asked = {}) => {
      try {
        await ask(id, text, parent, asked);
        jump();
        return true;
      } catch (failure) {
        toastProblem(failure, t`The question was not sent`, notSent(id));
        return false;
      }
    },
    [id, jump],
  );
  const again = useCallback(
    (question: string, model?: string) => {
      regenerate(question, model).then(jump, (failure: unknown) => toastProblem(failure, t`The answer could not be started again`));
    },
    [jump],
  );
  const queue = useQueue({ conversation: id, last, loading, send: (text, asked) => send(text, last?.id ?? null, asked) });
  const characters = useMemo(() => turns.reduce((sum, { message }) => sum + message.content.length, 0), [turns]);
  const stopRunning = () => {
    if (running?.run) stop(running.run).catch((failure: unknown) => toastProblem(failure, t`It could not be stopped`));
  };
  const mayWrite = useMay('ask') && conversation?.access !== 'read';
  useChatCommands({ conversation: id, turns, mayWrite, current, step, show, again });

  if (error instanceof ApiError && error.problem.status === 404) return <Gone />;
  return (
    <ChatFrame
      draftKey={id}
      model={conversation?.model ?? null}
      collections={conversation?.collections ?? []}
      onChange={change}
      characters={characters}
      onSend={(text, asked) => send(text, last?.id ?? null, asked)}
      readOnly={!mayWrite}
      {...(running ? { onStop: stopRunning, onQueue: (text: string, asked: Asked) => enqueue(id, text, asked) } : {})}
      above={
        <>
          {conversation?.temporary && <TemporaryLine />}
          {conversation && <SharedLine conversation={conversation} />}
          {conversation && mayWrite && last && !running && <IntroductionEnd conversation={id} collections={conversation.collections ?? []} onCollections={(collections) => change({ collections })} />}
          <QueueList
            conversation={id}
            queue={queue}
            onEdit={(item) => {
              changeQueue(id, { type: 'remove', id: item.id });
              putIntoDraft(id, item.text);
            }}
            onNow={(item) => {
              // The others come after it; stopping holds the queue, this one is let through.
              changeQueue(id, { type: 'first', id: item.id });
              stopRunning();
            }}
          />
        </>
      }
    >
      <h1 className="sr-only">{title}</h1>
      <div className="relative min-h-0 flex-1">
        <div ref={area} tabIndex={0} role="log" aria-live="off" aria-label={t`Messages`} className="h-full overflow-y-auto [scrollbar-gutter:stable_both-edges] focus-visible:-outline-offset-2">
          <div ref={content} className="mx-auto w-full max-w-[46rem] px-4 pt-6 pb-8">
            {loading && <Loading label={t`Loading the conversation`} />}
            {error && <ProblemNotice error={error} onRetry={retry} />}
            <Shared conversation={conversation} messages={all} mayWrite={mayWrite}>
              <Messages
                turns={turns}
                list={list}
                area={area}
                marked={marked}
                focused={focused}
                running={running !== undefined}
                onFocus={setFocused}
                onTurn={turnTo}
                onAsk={send}
                onRegenerate={again}
              />
            </Shared>
          </div>
        </div>
        {!atEnd && (
          <Button size="small" className="absolute bottom-2 left-1/2 -translate-x-1/2 shadow-float" onClick={jump}>
            <ArrowDown aria-hidden /> <Trans>Jump to latest</Trans>
          </Button>
        )}
      </div>
      {last && <Announcer message={last} />}
    </ChatFrame>
  );
}

function Gone() {
  return (
    <Empty
      icon={MessageSquareOff}
      title={t`This conversation is not there`}
      level={1}
      action={
        <Link to="/chat" className={buttonClass('primary')}>
          <Trans>Start a new one</Trans>
        </Link>
      }
    >
      <Trans>It may have been deleted, it may be shared with you no longer, it may have been a temporary one, or the address is not complete.</Trans>
    </Empty>
  );
}
