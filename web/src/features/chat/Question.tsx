import { Copy, Pencil } from 'lucide-react';
import { memo, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Button, IconButton } from '@/ui/button';
import { copy } from '@/ui/copy';
import { GrowingText } from './GrowingText';
import { Pager } from './Pager';
import type { Turn } from './tree';

interface QuestionProps {
  turn: Turn;
  /** Whether it may be edited now. */
  editable: boolean;
  onTurn(message: string): void;
  /** Asks again below the same parent. Resolves to false when that failed. */
  onAsk(text: string, parent: string | null): Promise<boolean>;
}

/** What the person asked. Editing it asks again and keeps the old branch. */
export const Question = memo(function Question({ turn, editable, onTurn, onAsk }: QuestionProps) {
  const { message } = turn;
  const [editing, setEditing] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  const done = () => {
    // The form takes the focus with it; it goes back to where it came from.
    flushSync(() => setEditing(false));
    pencil.current?.focus();
  };
  if (editing)
    return (
      <EditForm
        text={message.content}
        onCancel={done}
        onSave={async (text) => {
          if (await onAsk(text, message.parent ?? null)) done();
        }}
      />
    );
  return (
    <article aria-label="Question" className="group/question mt-6 grid justify-items-end first:mt-0">
      <p dir="auto" className="max-w-[85%] rounded-md bg-muted px-4 py-2 text-lg break-words whitespace-pre-wrap">
        {message.content}
      </p>
      <div className="mt-1 flex items-center text-muted-foreground opacity-100 transition-opacity sm:opacity-0 sm:group-focus-within/question:opacity-100 sm:group-hover/question:opacity-100 sm:has-[[role=group]]:opacity-100">
        <Pager turn={turn} what="question" onTurn={onTurn} />
        <IconButton size="small" label="Copy question" onClick={() => copy(message.content)}>
          <Copy aria-hidden />
        </IconButton>
        <IconButton ref={pencil} size="small" label="Edit question" aria-disabled={!editable} onClick={() => editable && setEditing(true)}>
          <Pencil aria-hidden />
        </IconButton>
      </div>
    </article>
  );
});

interface EditFormProps {
  text: string;
  onCancel(): void;
  onSave(text: string): Promise<void>;
}

function EditForm({ text, onCancel, onSave }: EditFormProps) {
  const [value, setValue] = useState(text);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(text.length, text.length);
  }, [text]);

  const save = () => {
    if (!value.trim() || busy) return;
    setBusy(true);
    void onSave(value.trim()).finally(() => setBusy(false));
  };
  return (
    <form
      aria-label="Edit question"
      className="mt-6 mb-4 grid gap-2 rounded-md border border-border-strong p-3 first:mt-0"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <GrowingText ref={field} label="Question" value={value} onValue={setValue} onEnter={save} onEscape={onCancel} />
      <div className="flex items-center justify-end gap-2">
        <p className="me-auto text-xs text-muted-foreground">The old question and its answers stay; turn back with the arrows.</p>
        <Button size="small" look="ghost" onClick={onCancel}>
          Cancel
        </Button>
        <Button size="small" look="primary" type="submit" disabled={!value.trim() || busy}>
          Ask again
        </Button>
      </div>
    </form>
  );
}
