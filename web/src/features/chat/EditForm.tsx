import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/ui/button';
import { GrowingText } from './GrowingText';

interface EditFormProps {
  text: string;
  onCancel(): void;
  /** Stores the text and leaves the answers as they are. */
  onSave(text: string): Promise<void>;
  /** Asks it beside the old one. */
  onAsk(text: string): Promise<void>;
}

/** A question in work: Enter asks again, Ctrl+S (or Cmd+S) only saves, Escape leaves everything as it was. */
export function EditForm({ text, onCancel, onSave, onAsk }: EditFormProps) {
  const [value, setValue] = useState(text);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(text.length, text.length);
  }, [text]);

  const trimmed = value.trim();
  const carryOut = (what: (text: string) => Promise<void>) => {
    if (!trimmed || busy) return;
    setBusy(true);
    void what(trimmed).finally(() => setBusy(false));
  };
  return (
    <form
      aria-label={t`Edit question`}
      className="mb-4 grid gap-2 rounded-md border border-border-strong p-3"
      onSubmit={(event) => {
        event.preventDefault();
        carryOut(onAsk);
      }}
    >
      <GrowingText ref={field} label={t`Question`} value={value} onValue={setValue} onEnter={() => carryOut(onAsk)} onEscape={onCancel} onKey={(event) => {
        if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        carryOut(onSave);
      }} />
      <div className="flex flex-wrap items-center justify-end gap-2">
        <p className="min-w-48 flex-1 text-xs text-muted-foreground">
          <Trans>Asking again keeps the old question and its answers: turn back with the arrows.</Trans>
        </p>
        <div className="flex gap-2">
          <Button size="small" look="ghost" onClick={onCancel}>
            <Trans>Cancel</Trans>
          </Button>
          <Button size="small" disabled={!trimmed || trimmed === text || busy} onClick={() => carryOut(onSave)}>
            <Trans>Save</Trans>
          </Button>
          <Button size="small" look="primary" type="submit" disabled={!trimmed || busy}>
            <Trans>Ask again</Trans>
          </Button>
        </div>
      </div>
    </form>
  );
}
