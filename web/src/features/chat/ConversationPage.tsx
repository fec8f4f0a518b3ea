import { Link, useParams } from '@tanstack/react-router';
import { ArrowDown, MessageSquareOff } from 'lucide-react';
import { useCallback, useEffect, useRef } from 'react';
import { ApiError } from '@/api/problem';
import { Button, buttonClass } from '@/ui/button';
import { Empty, Loading } from '@/ui/feedback';
import { ProblemNotice, toastProblem } from '@/ui/problem';
import { Announcer } from './Announcer';
import { Answer } from './Answer';
import { ChatFrame } from './ChatFrame';
import { Question } from './Question';
import { ask, regenerate, stop } from './runs';
import { useConversation } from './useConversation';
import { useFollow } from './useFollow';

// The renderer is not needed for the first paint, but right after it.
void import('./Markdown');

export default function ConversationPage() {
  const { conversation: id } = useParams({ from: '/chat/$conversation' });
  const { conversation, turns, loading, error, retry, change, turnTo } = useConversation(id);
  const area = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const { atEnd, jump } = useFollow(area, content, loading ? '' : id);

  const title = conversation?.title || 'New conversation';
  useEffect(() => {
    document.title = `${title} · Chatbox`;
  }, [title]);

  const last = turns.at(-1)?.message;
  const running = last?.state === 'streaming' ? last : undefined;

  const send = useCallback(
    async (text: string, parent: string | null) => {
      try {
        await ask(id, text, parent);
        jump();
        return true;
      } catch (failure) {
        toastProblem(failure, 'The question was not sent');
        return false;
      }
    },
    [id, jump],
  );
  const again = useCallback(
    (question: string) => {
      regenerate(question).then(jump, (failure: unknown) => toastProblem(failure, 'The answer could not be started again'));
    },
    [jump],
  );

  if (error instanceof ApiError && error.problem.status === 404) return <Gone />;
  return (
    <ChatFrame
      draftKey={id}
      model={conversation?.model ?? null}
      collections={conversation?.collections ?? []}
      onChange={change}
      onSend={(text) => send(text, last?.id ?? null)}
      onStop={running?.run ? () => void stop(running.run!).catch((failure: unknown) => toastProblem(failure, 'It could not be stopped')) : undefined}
    >
      <h1 className="sr-only">{title}</h1>
      <div className="relative min-h-0 flex-1">
        <div ref={area} tabIndex={0} role="log" aria-live="off" aria-label="Messages" className="h-full overflow-y-auto focus-visible:-outline-offset-2">
          <div ref={content} className="mx-auto grid w-full max-w-[46rem] grid-cols-[minmax(0,1fr)] gap-1 px-4 pt-6 pb-8">
            {loading && <Loading label="Loading the conversation" />}
            {error && <ProblemNotice error={error} onRetry={retry} />}
            {turns.map((turn) =>
              // Siblings take one another's place, so that turning the pager keeps the focus on it.
              turn.message.role === 'user' ? (
                <Question key={turn.message.parent ?? 'first'} turn={turn} editable={!running} onTurn={turnTo} onAsk={send} />
              ) : (
                <Answer key={turn.message.parent ?? 'first'} turn={turn} onTurn={turnTo} onRegenerate={again} />
              ),
            )}
          </div>
        </div>
        {!atEnd && (
          <Button size="small" className="absolute bottom-2 left-1/2 -translate-x-1/2 shadow-float" onClick={jump}>
            <ArrowDown aria-hidden /> Jump to latest
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
      title="This conversation is not there"
      level={1}
      action={
        <Link to="/chat" className={buttonClass('primary')}>
          Start a new one
        </Link>
      }
    >
      It may have been deleted, or the address is not complete.
    </Empty>
  );
}
