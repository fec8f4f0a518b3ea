import { Link, useNavigate } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Conversation } from '@/api/types';
import { exactTime } from '@/lib/format';
import { IconButton } from '@/ui/button';
import { Input } from '@/ui/field';
import { Menu, MenuItem } from '@/ui/menu';
import { focusNeighbour } from '@/ui/neighbour';
import { deleteLater } from './deleting';
import { useChange } from './useConversation';

interface ConversationRowProps {
  conversation: Conversation;
  current: boolean;
}

export function ConversationRow({ conversation, current }: ConversationRowProps) {
  const [renaming, setRenaming] = useState(false);
  const navigate = useNavigate();
  const change = useChange(conversation.id);
  const row = useRef<HTMLLIElement>(null);
  const title = conversation.title || 'New conversation';

  if (renaming)
    return (
      <li>
        <RenameField
          title={title}
          onDone={(name, byKey) => {
            flushSync(() => setRenaming(false));
            if (byKey) row.current?.querySelector('a')?.focus();
            if (name && name !== title) change.mutate({ title: name });
          }}
        />
      </li>
    );
  return (
    <li ref={row} className={clsx('group/row relative flex items-center rounded-sm hover:bg-hover', current && 'bg-hover')}>
      <Link
        to="/chat/$conversation"
        params={{ conversation: conversation.id }}
        aria-current={current ? 'page' : undefined}
        title={`${title}\n${exactTime(conversation.updated_at)}`}
        dir="auto"
        className={clsx('block min-w-0 flex-1 truncate py-1.5 ps-2 pe-8', current && 'font-medium')}
      >
        {title}
      </Link>
      <span className="absolute end-0.5 sm:opacity-0 sm:group-focus-within/row:opacity-100 sm:group-hover/row:opacity-100 sm:has-data-[state=open]:opacity-100">
        <Menu
          label={`Actions for ${title}`}
          align="end"
          trigger={
            <IconButton size="small" label={`Actions for ${title}`}>
              <Ellipsis aria-hidden />
            </IconButton>
          }
        >
          <MenuItem onSelect={() => setRenaming(true)}>
            <Pencil aria-hidden /> Rename
          </MenuItem>
          <MenuItem
            danger
            onSelect={() => {
              focusNeighbour(row.current, 'li', 'main');
              deleteLater(conversation.id, title);
              if (current) void navigate({ to: '/chat' });
            }}
          >
            <Trash2 aria-hidden /> Delete
          </MenuItem>
        </Menu>
      </span>
    </li>
  );
}

function RenameField({ title, onDone }: { title: string; onDone(name: string | null, byKey: boolean): void }) {
  const left = useRef(false);
  const done = (name: string | null, byKey: boolean) => {
    if (left.current) return;
    left.current = true;
    onDone(name, byKey);
  };
  return (
    <Input
      aria-label="Name of the conversation"
      defaultValue={title}
      maxLength={200}
      className="h-8"
      // The menu that opened this field gives focus back to its button first.
      ref={(field) => {
        if (field) setTimeout(() => field.select(), 0);
      }}
      onBlur={(event) => done(event.target.value.trim(), false)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') done(event.currentTarget.value.trim(), true);
        if (event.key === 'Escape') {
          // Escape also closes the source panel.
          event.stopPropagation();
          done(null, true);
        }
      }}
    />
  );
}
