import { t } from '@lingui/core/macro';
import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { Users } from 'lucide-react';
import type { MouseEvent, ReactNode } from 'react';
import { isForeign } from '@/api/sharing';
import type { Conversation } from '@/api/types';
import { exactTime } from '@/lib/format';
import { changeConversations } from './changing';
import { drag, named } from './list/dragging';
import { RenameField } from './list/RenameField';
import { RowMenu } from './list/RowMenu';
import type { Target } from './list/rows';
import { useUnread } from './unread';

/** Longest title the server takes, in characters. */
const LONGEST_TITLE = 200;

interface ConversationRowProps {
  rowKey: string;
  conversation: Conversation;
  /** What a drop on it means; nothing in a list that is not in order. */
  target?: Target;
  /** The title as it is to be read, where it is not simply the title. */
  children?: ReactNode;
  /** It is the one in view. */
  current: boolean;
  /** Tab stops here. */
  active: boolean;
  renaming: boolean;
  /** Some are selected, this one or others. */
  selecting: boolean;
  selected: boolean;
  /** What is dragged with it: the selection, if it is part of it. */
  dragged?(): readonly string[];
  onActive(): void;
  onClick(event: MouseEvent): void;
  onRename(): void;
  onRenamed(byKey: boolean): void;
  onToggle(): void;
  onDelete(): void;
}

export function ConversationRow(props: ConversationRowProps) {
  const { rowKey, conversation, target, current, active, selecting, selected, onRename, onToggle, onDelete } = props;
  const unread = useUnread(({ ids }) => ids.has(conversation.id));
  const title = conversation.title || t`New conversation`;
  const foreign = isForeign(conversation);
  if (props.renaming)
    return (
      <RenameField
        label={t`Name of the conversation`}
        name={title}
        longest={LONGEST_TITLE}
        onDone={(name, byKey) => {
          props.onRenamed(byKey);
          if (name) void changeConversations([conversation.id], { title: name });
        }}
      />
    );
  return (
    <div
      data-row={rowKey}
      {...(target && { 'data-drop': named(target), draggable: true, onDragStart: (event) => drag(event, props.dragged?.() ?? [conversation.id]) })}
      className={clsx(
        'group/row relative flex items-center rounded-sm',
        selected ? 'bg-accent-soft' : current ? 'bg-hover' : 'hover:bg-hover',
        (foreign || (target && target !== 'pinned' && target.folder !== null)) && 'ms-5',
      )}
    >
      {selecting && (
        <input
          type="checkbox"
          aria-label={t`Select ${title}`}
          tabIndex={-1}
          checked={selected}
          onChange={onToggle}
          className="ms-2 size-4 shrink-0 accent-accent"
        />
      )}
      <Link
        to="/chat/$conversation"
        params={{ conversation: conversation.id }}
        data-focus
        data-place={conversation.id}
        tabIndex={active ? 0 : -1}
        aria-current={current ? 'page' : undefined}
        title={`${title}\n${exactTime(conversation.updated_at)}`}
        draggable={false}
        onFocus={props.onActive}
        onClick={props.onClick}
        className={clsx('flex min-h-8 min-w-0 flex-1 items-center gap-2 rounded-sm ps-2 pe-8 -outline-offset-2 pointer-coarse:min-h-11', (current || unread) && 'font-medium')}
      >
        <span dir="auto" className="min-w-0 truncate">
          {props.children ?? title}
        </span>
        {conversation.shares > 0 && !foreign && (
          <span className="shrink-0 text-muted-foreground" title={t`Shared with others`}>
            <Users aria-hidden className="size-3.5" />
            <span className="sr-only">{t`Shared with others`}</span>
          </span>
        )}
        {unread && (
          <span className="ms-auto shrink-0 sm:group-focus-within/row:opacity-0 sm:group-hover/row:opacity-0">
            <span aria-hidden className="block size-2 rounded-full bg-accent" />
            <span className="sr-only">{t`New answer`}</span>
          </span>
        )}
      </Link>
      <span className="absolute end-0.5 sm:opacity-0 sm:group-focus-within/row:opacity-100 sm:group-hover/row:opacity-100 sm:has-data-[state=open]:opacity-100">
        <RowMenu conversation={conversation} title={title} tabIndex={active ? 0 : -1} onRename={onRename} onSelect={onToggle} onDelete={onDelete} />
      </span>
    </div>
  );
}
