import { ArrowUp, FolderUp, Paperclip, Square, Upload } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ConversationChange, Id } from '@/api/types';
import type { DroppedFile } from '@/lib/dropped';
import { IconButton } from '@/ui/button';
import { Spinner } from '@/ui/feedback';
import { useFilePicker } from '@/ui/filebutton';
import { Menu, MenuItem } from '@/ui/menu';
import { CollectionPicker } from './CollectionPicker';
import { GrowingText } from './GrowingText';
import { ModelPicker } from './ModelPicker';
import { useDraft } from './useDraft';

interface ComposerProps {
  /** Drafts are kept under this name. Must be the key of the component too. */
  draftKey: string;
  model: string | null;
  collections: Id[];
  onChange(change: ConversationChange): void;
  /** Resolves to false when the question could not be sent; then the text stays. */
  onSend(text: string): Promise<boolean>;
  /** Given while an answer is being written. */
  onStop?: () => void;
  onFiles(files: DroppedFile[]): void;
}

/** Where questions are written. Stop stands where Send was. */
export function Composer({ draftKey, model, collections, onChange, onSend, onStop, onFiles }: ComposerProps) {
  const { draft, change, sent } = useDraft(draftKey);
  const [sending, setSending] = useState(false);
  const { pick, inputs } = useFilePicker(onFiles);
  const field = useRef<HTMLTextAreaElement>(null);
  const ready = draft.trim().length > 0 && !sending && !onStop;

  const running = onStop !== undefined;
  useEffect(() => {
    // Focus that nothing holds belongs here: after opening, and when Send and Stop change places. On a touch screen it would raise the keyboard.
    if (document.activeElement === document.body && window.matchMedia('(pointer: fine)').matches) field.current?.focus();
  }, [running]);

  function submit() {
    if (!ready) return;
    const text = draft.trim();
    setSending(true);
    void onSend(text).then((stored) => {
      setSending(false);
      if (stored) sent(text);
      field.current?.focus();
    });
  }

  return (
    <form
      aria-label="Ask a question"
      className="rounded-md border border-border-strong bg-raised focus-within:border-accent focus-within:ring-1 focus-within:ring-accent"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onPaste={(event) => {
        const { files } = event.clipboardData;
        if (files.length === 0) return;
        event.preventDefault();
        onFiles([...files].map((file) => ({ path: file.name, file })));
      }}
    >
      <div className="px-4 pt-3">
        <GrowingText ref={field} label="Question" placeholder="Ask about your documents" value={draft} onValue={change} onEnter={submit} />
      </div>
      <div className="flex items-center gap-1 p-2 pt-1">
        <Menu
          label="Add documents"
          trigger={
            <IconButton size="small" label="Add documents">
              <Paperclip aria-hidden />
            </IconButton>
          }
        >
          <MenuItem onSelect={() => pick('files')}>
            <Upload aria-hidden /> Add files
          </MenuItem>
          <MenuItem onSelect={() => pick('folder')}>
            <FolderUp aria-hidden /> Add a folder
          </MenuItem>
        </Menu>
        {inputs}
        <CollectionPicker chosen={collections} onChange={(ids) => onChange({ collections: ids })} />
        <ModelPicker chosen={model} onChange={(id) => onChange({ model: id })} />
        <span className="flex-1" />
        {onStop ? (
          <IconButton
            key="stop"
            label="Stop"
            look="primary"
            onClick={() => {
              onStop();
              field.current?.focus();
            }}
          >
            <Square aria-hidden className="size-3.5! fill-current" />
          </IconButton>
        ) : (
          // Another element than Stop: a press that began on Stop must not send when the answer ends under the finger.
          <IconButton key="send" type="submit" label="Send" look="primary" aria-disabled={!ready}>
            {sending ? <Spinner label="Sending" /> : <ArrowUp aria-hidden />}
          </IconButton>
        )}
      </div>
    </form>
  );
}
