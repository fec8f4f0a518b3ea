import { t } from '@lingui/core/macro';
import { plural } from '@lingui/core/macro';
import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { Id } from '@/api/types';
import { exactTime } from '@/lib/format';
import { Button } from '@/ui/button';
import { Spinner } from '@/ui/feedback';
import { ProblemNotice } from '@/ui/problem';
import type { Found } from './hits';
import { marked } from './marked';
import { parseQuery } from './query';
import { useSearch } from './useSearch';

/** Places of one conversation that are shown at first. */
const FEW = 3;
/** More would be slow to draw and too many to read; the search can be narrowed. */
const MOST = 200;

/** Conversations that answer a search, each with the places in it. */
export default function SearchResults({ typed, current }: { typed: string; current: Id | undefined }) {
  const query = useMemo(() => parseQuery(typed), [typed]);
  const { found, loading, error, noFolder, cut, retry } = useSearch(query);
  const area = useRef<HTMLDivElement>(null);
  const number = found.length;

  function move(event: KeyboardEvent) {
    if (!['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(event.key)) return;
    const links = [...(area.current?.querySelectorAll<HTMLElement>('a') ?? [])];
    const at = links.indexOf(document.activeElement as HTMLElement);
    if (at < 0) return;
    event.preventDefault();
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key]!;
    if (to < 0) document.querySelector<HTMLElement>('[data-conversation-search]')?.focus();
    else links[to]?.focus();
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys belong to the links inside.
    <div ref={area} onKeyDown={move} data-search-results className="min-h-0 flex-1 overflow-y-auto px-3 pb-4">
      {error && <ProblemNotice error={error} onRetry={retry} />}
      {loading && !error && <Spinner label={t`Searching`} className="p-2" />}
      <p role="status" className={clsx('px-2 py-1 text-xs text-muted-foreground', (loading || error) && 'sr-only')}>
        {loading || error ? '' : cut ? t`The newest hits. Add a word to narrow it down.` : number > 0 ? plural(number, { one: '# conversation', other: '# conversations' }) : ''}
      </p>
      {!loading && !error && number === 0 && (
        <div className="grid gap-1 px-2 text-sm text-muted-foreground">
          <p>{noFolder ? t`No folder is called “${query.folder!}”.` : t`No conversation contains this.`}</p>
          <p>{t`Filters you can type: pinned:yes, folder:name`}</p>
        </div>
      )}
      <ul className="grid gap-1">
        {found.slice(0, MOST).map((one) => (
          <Result key={one.conversation.id} found={one} text={query.text} current={one.conversation.id === current} />
        ))}
      </ul>
    </div>
  );
}

function Result({ found: { conversation, messages }, text, current }: { found: Found; text: string; current: boolean }) {
  const [all, setAll] = useState(false);
  const params = { conversation: conversation.id };
  const title = conversation.title || t`New conversation`;
  const rest = messages.length - FEW;
  return (
    <li>
      <Link
        to="/chat/$conversation"
        params={params}
        aria-current={current ? 'page' : undefined}
        title={`${title}\n${exactTime(conversation.updated_at)}`}
        className={clsx('block truncate rounded-sm px-2 py-1.5 font-medium hover:bg-hover', current && 'bg-hover')}
      >
        <span dir="auto">
          <Marked text={title} wanted={text} />
        </span>
      </Link>
      {messages.length > 0 && (
        <ul className="ms-2 border-s">
          {(all ? messages : messages.slice(0, FEW)).map((message) => (
            <li key={message.id}>
              <Link
                to="/chat/$conversation"
                params={params}
                search={{ m: message.id }}
                title={exactTime(message.created_at)}
                className="block rounded-sm px-2 py-1 text-sm text-muted-foreground hover:bg-hover"
              >
                <span className="sr-only">{message.role === 'user' ? t`You:` : t`Answer:`} </span>
                <span dir="auto" className="line-clamp-2">
                  <Marked text={message.excerpt} wanted={text} />
                </span>
              </Link>
            </li>
          ))}
          {rest > 0 && !all && (
            <li>
              <Button size="small" look="ghost" onClick={() => setAll(true)}>
                {plural(rest, { one: 'Show # more place', other: 'Show # more places' })}
              </Button>
            </li>
          )}
        </ul>
      )}
    </li>
  );
}

function Marked({ text, wanted }: { text: string; wanted: string }) {
  let at = 0;
  return marked(text, wanted).map((piece) => {
    const key = at;
    at += piece.text.length;
    return piece.hit ? (
      <mark key={key} className="rounded-sm bg-highlight text-foreground">
        {piece.text}
      </mark>
    ) : (
      <span key={key}>{piece.text}</span>
    );
  });
}
