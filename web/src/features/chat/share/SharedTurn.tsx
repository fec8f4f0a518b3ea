import { t } from '@lingui/core/macro';
import { FileText } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { Message } from '@/api/types';
import { isSupported, sourceNumbers, withoutMarks } from '../marks';
import { Pager } from '../Pager';
import { splitSources } from '../sources';
import type { Turn } from '../tree';

const Markdown = lazy(() => import('../Markdown'));

interface SharedTurnProps {
  turn: Turn;
  onTurn(message: string): void;
}

/** A question or an answer that can be read and nothing else. */
export function SharedTurn({ turn, onTurn }: SharedTurnProps) {
  const { message } = turn;
  if (message.role === 'user')
    return (
      <article aria-label={t`Question`} className="mt-6 grid justify-items-end first:mt-0">
        <p dir="auto" className="max-w-[85%] rounded-md bg-muted px-4 py-2 text-lg break-words whitespace-pre-wrap">
          {message.content}
        </p>
        <Pager turn={turn} what="question" onTurn={onTurn} />
      </article>
    );
  return (
    <article aria-label={t`Answer`} className="mt-2 grid min-w-0 grid-cols-[minmax(0,1fr)]">
      <Suspense fallback={<p className="text-lg whitespace-pre-wrap">{withoutMarks(message.content)}</p>}>
        <Markdown answer={message} streaming={false} />
      </Suspense>
      {message.state !== 'complete' && <p className="mt-2 text-sm text-muted-foreground">{t`This answer was not finished.`}</p>}
      <Quotes message={message} />
      <div className="justify-self-start">
        <Pager turn={turn} what="answer" onTurn={onTurn} />
      </div>
    </article>
  );
}

/** The sources with what is quoted from them, since the documents themselves are not here. */
function Quotes({ message }: { message: Message }) {
  const { cited } = splitSources(message);
  if (cited.length === 0) return null;
  const numbers = sourceNumbers(message.citations);
  return (
    <div role="group" aria-label={t`Sources`} className="mt-4 grid gap-2 border-t pt-3 text-sm">
      <h2 className="text-xs font-medium text-muted-foreground">{t`Sources`}</h2>
      <ol className="grid gap-2">
        {cited.map((source) => (
          <li key={source.number} className="grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-2">
            <span className="text-end text-xs leading-5 font-medium text-accent tabular-nums">{numbers.get(source.number)}</span>
            <p className="flex min-w-0 items-center gap-2">
              <FileText aria-hidden className="size-4 shrink-0 text-muted-foreground" />
              <span dir="auto" className="truncate font-medium" title={source.path}>
                {source.title}
              </span>
              {source.page ? <span className="shrink-0 text-xs text-muted-foreground">{t`p. ${source.page}`}</span> : null}
            </p>
            {quotesOf(message, source.number).map((quote) => (
              <blockquote key={quote} dir="auto" className="col-start-2 text-muted-foreground">
                {quote}
              </blockquote>
            ))}
          </li>
        ))}
      </ol>
    </div>
  );
}

function quotesOf({ citations }: Message, source: number): string[] {
  return [...new Set(citations.filter((one) => one.source === source && isSupported(one)).map(({ quote }) => quote))];
}
