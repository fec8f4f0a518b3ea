import { plural, t } from '@lingui/core/macro';
import { clsx } from 'clsx';
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { isForeign } from '@/api/sharing';
import type { Conversation, Id } from '@/api/types';
import { Spinner } from '@/ui/feedback';
import { focusNeighbour } from '@/ui/neighbour';
import { ProblemNotice } from '@/ui/problem';
import { useDeleteConversations } from './deleteConversations';
import { parseQuery } from './query';
import { SearchResult } from './SearchResult';
import { toggled, useSelection } from './selection';
import { useSearch } from './useSearch';

/** More would be slow to draw and too many to read; the search can be narrowed. */
const MOST = 200;

/** Conversations that answer a search, each with the places in it. */
export default function SearchResults({ typed, current }: { typed: string; current: Id | undefined }) {
  const query = useMemo(() => parseQuery(typed), [typed]);
  const { found, loading, error, noFolder, cut, retry } = useSearch(query);
  const [active, setActive] = useState<string | null>(null);
  const [renaming, setRenaming] = useState<Id | null>(null);
  const area = useRef<HTMLDivElement>(null);
  const deleteConversations = useDeleteConversations();
  const shown = found.slice(0, MOST);
  const places = new Set(shown.flatMap(({ conversation, messages }) => [conversation.id, ...messages.map(({ id }) => id)]));
  const number = found.length;

  function onKeyDown(event: KeyboardEvent) {
    const link = (event.target as Element).closest<HTMLElement>('a[data-place]');
    if (event.defaultPrevented || !link) return;
    if (['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(event.key)) {
      event.preventDefault();
      move(link, event.key);
    }
    const id = link.dataset.place!;
    const conversation = found.find((one) => one.conversation.id === id)?.conversation;
    if (!conversation) return;
    if (event.key === 'F2' && conversation.access === 'manage') setRenaming(id);
    if (event.key === 'Delete' && conversation.access === 'manage') remove(id);
    if (event.key === ' ') {
      event.preventDefault();
      toggle(conversation);
    }
  }

  function move(from: HTMLElement, key: string) {
    const links = [...(area.current?.querySelectorAll<HTMLElement>('a[data-place]') ?? [])];
    const at = links.indexOf(from);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[key]!;
    if (to < 0) document.querySelector<HTMLElement>('[data-conversation-search]')?.focus();
    else links[to]?.focus();
  }

  // What others share is not put into order, and not selected.
  const toggle = (conversation: Conversation) => {
    if (!isForeign(conversation)) useSelection.setState((old) => toggled(old, conversation.id, conversation.id));
  };

  function remove(id: Id) {
    const selected = [...useSelection.getState().ids];
    const ids = selected.length > 0 ? selected : [id];
    focusNeighbour(area.current?.querySelector(`[data-row="${CSS.escape(id)}"]`)?.closest('[data-found]'), '[data-found]', '[data-conversation-search]');
    deleteConversations(ids);
  }

  function renamed(id: Id, byKey: boolean) {
    setRenaming(null);
    if (byKey) setTimeout(() => area.current?.querySelector<HTMLElement>(`[data-place="${CSS.escape(id)}"]`)?.focus(), 0);
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys belong to the links inside.
    <div ref={area} onKeyDown={onKeyDown} className="min-h-0 flex-1 overflow-y-auto px-3 pb-4">
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
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-1">
        {shown.map((one, at) => (
          <SearchResult
            key={one.conversation.id}
            found={one}
            text={query.text}
            current={one.conversation.id === current}
            active={active !== null && places.has(active) ? active : at === 0 ? one.conversation.id : null}
            renaming={renaming === one.conversation.id}
            onActive={setActive}
            onRename={setRenaming}
            onRenamed={renamed}
            onToggle={() => toggle(one.conversation)}
            onDelete={remove}
          />
        ))}
      </ul>
    </div>
  );
}
