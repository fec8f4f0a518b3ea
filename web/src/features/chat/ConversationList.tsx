import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { conversationsQuery } from '@/api/queries';
import { useNow } from '@/ui/ago';
import { Button, buttonClass } from '@/ui/button';
import { Spinner } from '@/ui/feedback';
import { SearchBox } from '@/ui/field';
import { ProblemNotice } from '@/ui/problem';
import { ConversationRow } from './ConversationRow';
import { byAge } from './ages';
import { useHidden } from './deleting';

/** All conversations, last changed first, with search. */
export default function ConversationList() {
  const [wanted, setWanted] = useState('');
  const contains = wanted.trim();
  const list = useInfiniteQuery({ ...conversationsQuery(contains), placeholderData: keepPreviousData });
  const { conversation: current } = useParams({ strict: false });
  const hidden = useHidden(({ ids }) => ids);
  const now = useNow();

  const items = (list.data?.pages.flatMap((page) => page.items) ?? []).filter(({ id }) => !hidden.has(id));
  return (
    <section aria-label="Conversations" className="flex min-h-0 flex-1 flex-col">
      <div className="grid gap-2 px-3 pb-2">
        <Link to="/chat" className={buttonClass('secondary', 'normal', 'justify-start')}>
          <Plus aria-hidden /> New conversation
        </Link>
        <SearchBox label="Search conversations" value={wanted} onValue={setWanted} />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-3 pb-4">
        {list.error && <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />}
        {list.isPending && <Spinner label="Loading conversations" className="p-2" />}
        {list.data && items.length === 0 && (
          <p className="px-2 py-1 text-sm text-muted-foreground">{contains ? 'No conversation contains this.' : 'Your conversations will be listed here.'}</p>
        )}
        {byAge(items, new Date(now)).map(({ name, conversations }) => (
          <div key={name} className="mb-3">
            <h2 className="px-2 py-1 text-xs font-medium text-muted-foreground">{name}</h2>
            <ul>
              {conversations.map((conversation) => (
                <ConversationRow key={conversation.id} conversation={conversation} current={conversation.id === current} />
              ))}
            </ul>
          </div>
        ))}
        {list.hasNextPage && (
          <Button size="small" look="ghost" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show older
          </Button>
        )}
      </div>
    </section>
  );
}
