import { plural, t } from '@lingui/core/macro';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Id } from '@/api/types';
import { exactTime } from '@/lib/format';
import { Button } from '@/ui/button';
import { ConversationRow } from '../ConversationRow';
import { plain } from '../marks';
import type { Found } from './hits';
import { marked } from './marked';
import { useSelection } from './selection';

/** Places of one conversation that are shown at first. */
const FEW = 3;

interface SearchResultProps {
  found: Found;
  text: string;
  current: boolean;
  /** The conversation or message that Tab reaches. */
  active: string | null;
  renaming: boolean;
  onActive(id: string): void;
  onRename(id: Id): void;
  onRenamed(id: Id, byKey: boolean): void;
  onToggle(id: Id): void;
  onDelete(id: Id): void;
}

/** A found conversation with the places in it; each leads to its message. */
export function SearchResult({ found: { conversation, messages }, text, current, active, renaming, onActive, ...on }: SearchResultProps) {
  const [all, setAll] = useState(false);
  const selection = useSelection(({ ids }) => ids);
  const { id } = conversation;
  const rest = messages.length - FEW;
  return (
    <li data-found>
      <ConversationRow
        rowKey={id}
        conversation={conversation}
        current={current}
        active={active === id}
        renaming={renaming}
        selecting={selection.size > 0}
        selected={selection.has(id)}
        onActive={() => onActive(id)}
        onClick={(event) => {
          if (!event.ctrlKey && !event.metaKey) return;
          event.preventDefault();
          on.onToggle(id);
        }}
        onRename={() => on.onRename(id)}
        onRenamed={(byKey) => on.onRenamed(id, byKey)}
        onToggle={() => on.onToggle(id)}
        onDelete={() => on.onDelete(id)}
      >
        <Marked text={conversation.title || t`New conversation`} wanted={text} />
      </ConversationRow>
      {messages.length > 0 && (
        <ul className="ms-2 border-s">
          {(all ? messages : messages.slice(0, FEW)).map((message) => (
            <li key={message.id}>
              <Link
                to="/chat/$conversation"
                params={{ conversation: id }}
                search={{ m: message.id }}
                data-place={message.id}
                tabIndex={active === message.id ? 0 : -1}
                title={exactTime(message.created_at)}
                onFocus={() => onActive(message.id)}
                className="block rounded-sm px-2 py-1 text-sm text-muted-foreground -outline-offset-2 hover:bg-hover"
              >
                <span className="sr-only">{message.role === 'user' ? t`You:` : t`Answer:`} </span>
                <span dir="auto" className="line-clamp-2">
                  <Marked text={plain(message.excerpt)} wanted={text} />
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
