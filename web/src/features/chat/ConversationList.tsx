import { t } from '@lingui/core/macro';
import { Link, useParams } from '@tanstack/react-router';
import { FolderPlus, Plus } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, type KeyboardEvent } from 'react';
import { useCommands } from '@/ui/commands';
import { buttonClass, IconButton } from '@/ui/button';
import { SearchBox } from '@/ui/field';
import { openDialog } from './dialogs';
import { useSearchText } from './list/searchText';
import Sections from './list/Sections';
import { clearSelection, useSelection } from './list/selection';
import { setUnread } from './unread';

const SearchResults = lazy(() => import('./list/SearchResults'));
const SelectionBar = lazy(() => import('./list/SelectionBar'));

/** All conversations, with search, folders, pins, and what can be done with one or many. */
export default function ConversationList() {
  const { conversation: current } = useParams({ strict: false });
  const { text } = useSearchText();
  const selecting = useSelection(({ ids }) => ids.size > 0);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLElement>(null);

  useEffect(() => {
    if (current !== undefined) setUnread(current, false);
  }, [current]);

  useCommands([
    {
      id: 'chat.search',
      title: t`Search conversations`,
      group: t`Conversations`,
      run: () => {
        field.current?.focus();
        field.current?.select();
      },
    },
    { id: 'chat.folder.new', title: t`New folder`, group: t`Conversations`, run: () => openDialog({ what: 'newFolder' }) },
  ]);

  function toFirst(event: KeyboardEvent) {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    list.current?.querySelector<HTMLElement>('a[data-place][tabindex="0"], [data-focus][tabindex="0"]')?.focus();
  }

  function escape(event: KeyboardEvent) {
    if (event.key !== 'Escape' || event.defaultPrevented || !selecting) return;
    // Escape also closes the panel on the right.
    event.stopPropagation();
    clearSelection();
    list.current?.querySelector<HTMLElement>('[data-focus][tabindex="0"]')?.focus();
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape belongs to whatever inside has the focus.
    <section ref={list} aria-label={t`Conversations`} onKeyDown={escape} className="flex min-h-0 flex-1 flex-col">
      <div className="grid gap-2 px-3 pb-2">
        <div className="flex gap-1">
          <Link to="/chat" className={buttonClass('secondary', 'normal', 'min-w-0 flex-1 justify-start!')}>
            <Plus aria-hidden /> {t`New conversation`}
          </Link>
          <IconButton look="secondary" label={t`New folder`} onClick={() => openDialog({ what: 'newFolder' })}>
            <FolderPlus aria-hidden />
          </IconButton>
        </div>
        {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the arrow belongs to the field inside. */}
        <div onKeyDown={toFirst}>
          <SearchBox
            ref={field}
            data-conversation-search
            label={t`Search conversations`}
            maxLength={200}
            value={text}
            onValue={(wanted) => {
              // What is selected would be out of sight.
              clearSelection();
              useSearchText.setState({ text: wanted });
            }}
          />
        </div>
      </div>
      {text.trim() ? (
        <Suspense fallback={null}>
          <SearchResults typed={text} current={current} />
        </Suspense>
      ) : (
        <Sections current={current} />
      )}
      {/* By itself: what waits for the bar must not take the list away, and the focus with it. */}
      <Suspense fallback={null}>{selecting && <SelectionBar />}</Suspense>
    </section>
  );
}
