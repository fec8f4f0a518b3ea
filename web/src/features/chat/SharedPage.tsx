import { plural, t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { CopyPlus, Link2Off, Printer } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { http, send } from '@/api/client';
import { ApiError } from '@/api/problem';
import { keys } from '@/api/queries';
import { refresh } from '@/api/refresh';
import { sharedQuery } from '@/api/shares';
import type { Id, SharedConversation } from '@/api/types';
import { exactTime } from '@/lib/format';
import { randomId } from '@/lib/ids';
import { Button, buttonClass } from '@/ui/button';
import { Empty, Loading } from '@/ui/feedback';
import { ProblemNotice } from '@/ui/problem';
import { CanOpen } from './canOpen';
import { copyOf } from './share/copyOf';
import { printAll } from './printing';
import { SharedTurn } from './share/SharedTurn';
import { branch, newestLeaf } from './tree';

/** What a link shows to whoever has it: a conversation as it was, to be read. */
export default function SharedPage() {
  const { token } = useParams({ from: '/shared/$token' });
  const shared = useQuery(sharedQuery(token));
  const title = shared.data ? shared.data.title || t`Conversation` : t`Shared conversation`;
  useEffect(() => {
    document.title = `${title} · Chatbox`;
  }, [title]);
  return (
    <main id="page" tabIndex={-1} className="h-dvh overflow-y-auto outline-none print:h-auto print:overflow-visible">
      {shared.isPending && <Loading label={t`Loading the conversation`} />}
      {shared.error && (isGone(shared.error) ? <Gone /> : <ProblemNotice error={shared.error} onRetry={() => void shared.refetch()} className="m-6" />)}
      {shared.data && !shared.error && <Snapshot shared={shared.data} title={title} />}
    </main>
  );
}

function isGone(error: Error): boolean {
  return error instanceof ApiError && error.problem.status === 404;
}

function Gone() {
  return (
    <Empty
      icon={Link2Off}
      title={t`This link leads nowhere`}
      level={1}
      action={
        <Link to="/chat" className={buttonClass('primary')}>
          {t`Open Chatbox`}
        </Link>
      }
    >
      {t`It was revoked by the person who made it, the conversation was deleted, or the address is not complete. Ask for a new link.`}
    </Empty>
  );
}

function Snapshot({ shared, title }: { shared: SharedConversation; title: string }) {
  const { messages, created_at } = shared;
  const [head, setHead] = useState<Id | null>(shared.head ?? null);
  const turns = useMemo(() => branch(messages, head), [messages, head]);
  const citing = messages.some(({ citations }) => citations.length > 0);
  const number = messages.length;
  return (
    <div className="mx-auto grid w-full max-w-[46rem] grid-cols-[minmax(0,1fr)] gap-6 px-4 pt-8 pb-16">
      <header className="grid gap-3 border-b pb-6">
        <p className="text-sm text-muted-foreground">{t`Shared conversation`}</p>
        <h1 dir="auto" className="text-2xl font-semibold break-words">
          {title}
        </h1>
        <p className="text-muted-foreground">
          {t`As it was on ${exactTime(created_at)}`} · {plural(number, { one: '# message', other: '# messages' })}
        </p>
        <Actions shared={shared} />
        {citing && (
          <p className="text-sm text-muted-foreground">
            {t`Each citation shows the sentence it stands on. The documents themselves are not part of the link and cannot be opened here.`}
          </p>
        )}
      </header>
      <CanOpen value={false}>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-1">
          {turns.map((turn) => (
            // Siblings take one another's place, so that turning the pager keeps the focus on it.
            <SharedTurn key={turn.message.parent ?? 'first'} turn={turn} onTurn={(message) => setHead(newestLeaf(messages, message))} />
          ))}
        </div>
      </CanOpen>
    </div>
  );
}

function Actions({ shared }: { shared: SharedConversation }) {
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  // One copy, however often a slow line makes people press.
  const [key] = useState(randomId);

  async function take() {
    setBusy(true);
    setError(null);
    try {
      const body = { conversations: [copyOf(shared)] };
      const { conversations, rejected } = await send(http.POST('/api/v1/conversations/import', { body, headers: { 'Idempotency-Key': key } }));
      if (rejected[0]) throw new ApiError(rejected[0].problem);
      await refresh(keys.conversations);
      await navigate({ to: '/chat/$conversation', params: { conversation: conversations[0]! } });
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  }

  return (
    <div className="grid gap-3 print:hidden">
      <div className="flex flex-wrap gap-2">
        <Button look="primary" disabled={busy} onClick={() => void take()}>
          <CopyPlus aria-hidden /> {t`Continue as my copy`}
        </Button>
        <Button onClick={() => void printAll()}>
          <Printer aria-hidden /> {t`Print`}
        </Button>
      </div>
      {error !== null && <ProblemNotice error={error} onRetry={() => void take()} />}
    </div>
  );
}
