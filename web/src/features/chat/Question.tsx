import { t } from '@lingui/core/macro';
import { Copy, Ellipsis, Link2, Pencil, Trash2 } from 'lucide-react';
import { memo, useContext, useRef } from 'react';
import { flushSync } from 'react-dom';
import { IconButton } from '@/ui/button';
import { copy } from '@/ui/copy';
import { Menu, MenuItem } from '@/ui/menu';
import { toastProblem } from '@/ui/problem';
import { AuthorOf, MayWrite } from './access';
import { AskedOf } from './AskedOf';
import { EditForm } from './EditForm';
import { useEditing } from './editing';
import { Lines } from '@/ui/markdown/Lines';
import { linkTo } from './links';
import { deleteMessageLater, saveQuestion } from './messageChanges';
import { Pager } from './Pager';
import type { Turn } from './tree';

interface QuestionProps {
  turn: Turn;
  /** 1-based place in the branch, and the number of messages in it. */
  place: number;
  of: number;
  /** Whether it may be edited now. */
  editable: boolean;
  onTurn(message: string): void;
  /** Asks again below the same parent. Resolves to false when that failed. */
  onAsk(text: string, parent: string | null): Promise<boolean>;
}

/** What the person asked. It can be mended in place, or asked again beside the old one. */
export const Question = memo(function Question({ turn, place, of, editable, onTurn, onAsk }: QuestionProps) {
  const { message } = turn;
  const mayWrite = useContext(MayWrite);
  const author = useContext(AuthorOf)(message);
  const editing = useEditing((state) => state.message === message.id);
  const pencil = useRef<HTMLButtonElement>(null);
  const done = () => {
    // The form takes the focus with it; it goes back to where it came from.
    flushSync(() => useEditing.setState({ message: null }));
    pencil.current?.focus();
  };
  if (editing && mayWrite)
    return (
      <EditForm
        text={message.content}
        onCancel={done}
        onAsk={async (text) => {
          if (await onAsk(text, message.parent ?? null)) done();
        }}
        onSave={async (text) => {
          try {
            await saveQuestion(message.id, text);
            done();
          } catch (error) {
            toastProblem(error, t`The question was not changed`);
          }
        }}
      />
    );
  return (
    <article tabIndex={-1} aria-label={author ? t`Question of ${author}` : t`Question`} aria-posinset={place} aria-setsize={of} className="group/question grid justify-items-end outline-offset-4">
      {author && (
        <p aria-hidden className="mb-0.5 max-w-[85%] truncate text-xs text-muted-foreground">
          <bdi>{author}</bdi>
        </p>
      )}
      <div className="max-w-[85%] rounded-md bg-muted px-4 py-2 text-lg">
        <Lines text={message.content} />
      </div>
      <AskedOf documents={message.documents} />
      <div className="mt-1 flex items-center text-muted-foreground opacity-100 transition-opacity sm:opacity-0 sm:group-focus-within/question:opacity-100 sm:group-hover/question:opacity-100 sm:has-[[role=group]]:opacity-100 sm:has-data-[state=open]:opacity-100">
        <Pager turn={turn} what="question" onTurn={onTurn} />
        <IconButton size="small" label={t`Copy question`} onClick={() => copy(message.content)}>
          <Copy aria-hidden />
        </IconButton>
        {mayWrite && (
          <IconButton
            ref={pencil}
            size="small"
            label={t`Edit question`}
            aria-disabled={!editable}
            onClick={() => editable && useEditing.setState({ message: message.id })}
          >
            <Pencil aria-hidden />
          </IconButton>
        )}
        <Menu
          label={t`More for this question`}
          align="end"
          trigger={
            <IconButton size="small" label={t`More for this question`}>
              <Ellipsis aria-hidden />
            </IconButton>
          }
        >
          <MenuItem onSelect={() => copy(linkTo(message.id))}>
            <Link2 aria-hidden /> {t`Copy link to this message`}
          </MenuItem>
          {mayWrite && (
            <MenuItem danger disabled={!editable} onSelect={() => deleteMessageLater(message.id, t`the question and what follows`)}>
              <Trash2 aria-hidden /> {t`Delete with what follows`}
            </MenuItem>
          )}
        </Menu>
      </div>
    </article>
  );
});
