import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useParams } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { exactTime } from '@/lib/format';
import { Button } from '@/ui/button';
import { Loading } from '@/ui/feedback';
import { ProblemNotice } from '@/ui/problem';
import { Lines } from '@/ui/markdown/Lines';
import Markdown from './Markdown';
import { drawAll } from './printing';
import { Sources } from './Sources';
import { useConversation } from './useConversation';
import { Whole } from '@/ui/markdown/whole';

/** Diagrams and colours of code arrive a little after their text. */
const SETTLE_MS = 800;

/** A whole branch on paper, or in a PDF: the browser's own print dialog does both, with real text in every script. */
export default function PrintPage() {
  const { conversation: id } = useParams({ strict: false }) as { conversation: string };
  const { conversation, turns, loading, error, retry } = useConversation(id);
  const [ready, setReady] = useState(false);
  const title = conversation?.title || t`Conversation`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(() => {
    if (loading || error) return;
    let wanted = true;
    const timer = setTimeout(() => void drawAll().then(() => wanted && setReady(true)), SETTLE_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [loading, error]);
  useEffect(() => {
    if (ready) window.print();
  }, [ready]);
  const created = useMemo(() => (conversation ? exactTime(conversation.created_at) : ''), [conversation]);

  if (loading) return <Loading label={t`Loading the conversation`} />;
  if (error) return <ProblemNotice error={error} onRetry={retry} className="m-6" />;
  return (
    <main id="page" data-ready={ready || undefined} className="mx-auto grid w-full max-w-[46rem] grid-cols-[minmax(0,1fr)] gap-6 px-4 py-8 print:p-0">
      <header className="flex flex-wrap items-start gap-4">
        <div className="min-w-60 flex-1">
          <h1 className="text-2xl font-semibold" dir="auto">
            {title}
          </h1>
          <p className="text-sm text-muted-foreground">{created}</p>
        </div>
        <Button className="print:hidden" onClick={() => window.print()}>
          <Trans>Print or save as PDF</Trans>
        </Button>
      </header>
      <Whole value>
      {turns.map(({ message }) => (
        <article key={message.id} aria-label={message.role === 'user' ? t`Question` : t`Answer`} className="grid min-w-0 grid-cols-[minmax(0,1fr)]">
          {message.role === 'user' ? (
            <div className="rounded-md bg-muted px-4 py-2 text-lg font-medium">
              <Lines text={message.content} />
            </div>
          ) : (
            <>
              <Markdown answer={message} streaming={false} />
              <Sources answer={message} />
            </>
          )}
        </article>
      ))}
      </Whole>
    </main>
  );
}
