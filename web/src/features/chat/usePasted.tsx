import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { FileText, X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { DroppedFile } from '@/lib/dropped';
import { Button, IconButton } from '@/ui/button';

/** A text this long is read better from a document: it can be cited, and does not fill the model's window. */
const LONG = 3_000;
/** Longer than any question may be. A field of megabytes also stops the page. */
const TOO_LONG = 32_000;

interface PastedOf {
  draft: string;
  onDraft(text: string): void;
  onFiles(files: DroppedFile[]): void;
}

/** Makes a document of a text that is pasted and too long for a question, and offers to for a long one. `onPasted` tells whether it took the text. */
export function usePasted({ draft, onDraft, onFiles }: PastedOf): { offer: ReactNode; onPasted(text: string): boolean } {
  const [text, setText] = useState<string | null>(null);

  function add(pasted: string) {
    // With seconds: another one a minute later is another document.
    const name = t`Pasted text ${new Date().toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '.')}`;
    onFiles([{ path: `${name}.md`, file: new File([pasted], `${name}.md`, { type: 'text/markdown' }) }]);
    if (draft.includes(pasted)) onDraft(draft.replace(pasted, '').trim());
    setText(null);
  }

  function onPasted(pasted: string): boolean {
    if (pasted.length > TOO_LONG) {
      add(pasted);
      return true;
    }
    // Line ends of a pasted text become those of the field.
    setText(pasted.length < LONG ? null : pasted.replaceAll('\r\n', '\n'));
    return false;
  }

  const offer = text !== null && draft.includes(text) && (
    <p role="status" className="flex items-center gap-1 px-4 pt-2 text-sm text-muted-foreground">
      <FileText aria-hidden className="size-4 shrink-0" />
      <span className="min-w-0 flex-1 truncate">
        <Trans>A long text was pasted.</Trans>
      </span>
      <Button size="small" onClick={() => add(text)}>
        <Trans>Add it as a document</Trans>
      </Button>
      <IconButton size="small" label={t`Keep it in the question`} onClick={() => setText(null)}>
        <X aria-hidden />
      </IconButton>
    </p>
  );
  return { offer, onPasted };
}
