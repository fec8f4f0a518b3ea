import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { ArrowUp, FolderUp, ListPlus, Paperclip, Square, Upload } from 'lucide-react';
import { lazy, Suspense, useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import type { ConversationChange, Id, Prompt } from '@/api/types';
import type { DroppedFile } from '@/lib/dropped';
import { IconButton } from '@/ui/button';
import { useCommandList } from '@/ui/commands';
import { Spinner } from '@/ui/feedback';
import { useFilePicker } from '@/ui/filebutton';
import { Menu, MenuItem } from '@/ui/menu';
import { AskedChips } from './AskedChips';
import { CollectionPicker } from './CollectionPicker';
import { granted, wish as wishIn } from './composerMenu';
import { GrowingText } from './GrowingText';
import { ModelPicker } from './ModelPicker';
import { blanks } from './prompts';
import type { Asked } from './runs';
import { TokenMeter } from './TokenMeter';
import { useDraft } from './useDraft';
import { useWishOptions, type Option } from './useWishOptions';
import { WishMenu } from './WishMenu';

const PromptDialog = lazy(() => import('./PromptDialog'));

export interface ComposerProps {
  /** Drafts are kept under this name. Must be the key of the component too. */
  draftKey: string;
  model: string | null;
  collections: Id[];
  /** Characters of the conversation so far, for the meter. */
  characters?: number;
  onChange(change: ConversationChange): void;
  /** Resolves to false when the question could not be sent; then the text stays. */
  onSend(text: string, asked: Asked): Promise<boolean>;
  /** Given while an answer is being written. */
  onStop?: () => void;
  /** Takes a question that waits for that answer. */
  onQueue?: (text: string, asked: Asked) => void;
  onFiles(files: DroppedFile[]): void;
}

const NOTHING: Asked = {};

/** Where questions are written. Stop stands where Send was. */
export function Composer({ draftKey, model, collections, characters = 0, onChange, onSend, onStop, onQueue, onFiles }: ComposerProps) {
  const { draft, change, sent } = useDraft(draftKey);
  const [sending, setSending] = useState(false);
  const [asked, setAsked] = useState<Asked>(NOTHING);
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState(0);
  /** The text whose menu was closed with Escape. */
  const [dismissed, setDismissed] = useState<string | null>(null);
  const [prompt, setPrompt] = useState<{ prompt: Prompt; start: number; end: number } | null>(null);
  const { pick, inputs } = useFilePicker(onFiles);
  const field = useRef<HTMLTextAreaElement>(null);
  const menu = useId();
  const running = onStop !== undefined;
  const ready = draft.trim().length > 0 && !sending && (!running || onQueue !== undefined);

  const wish = dismissed === draft ? null : wishIn(draft, Math.min(caret, draft.length));
  const { options, loading } = useWishOptions(wish);
  const chosen = Math.min(active, options.length - 1);

  useEffect(() => {
    // Focus that nothing holds belongs here: after opening, and when Send and Stop change places. On a touch screen it would raise the keyboard.
    if (document.activeElement === document.body && window.matchMedia('(pointer: fine)').matches) field.current?.focus();
  }, [running]);

  function submit() {
    if (!ready) return;
    const text = draft.trim();
    if (running) {
      onQueue?.(text, asked);
      setAsked(NOTHING);
      return sent(text);
    }
    setSending(true);
    void onSend(text, asked).then((stored) => {
      setSending(false);
      if (stored) {
        setAsked(NOTHING);
        sent(text);
      }
      field.current?.focus();
    });
  }

  function write(text: string, at: number) {
    change(text);
    setCaret(at);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(at, at);
    });
  }

  function choose(option: Option) {
    if (!wish) return;
    setActive(0);
    const without = granted(draft, wish);
    if (option.kind === 'prompt') {
      if (blanks(option.prompt.text).length > 0) return setPrompt({ prompt: option.prompt, start: wish.start, end: wish.end });
      const full = granted(draft, wish, option.prompt.text);
      return write(full.text, full.caret);
    }
    write(without.text, without.caret);
    if (option.kind === 'command') option.command.run();
    if (option.kind === 'model') setAsked((old) => ({ ...old, model: option.model.id }));
    if (option.kind === 'document') setAsked((old) => ({ ...old, documents: [...new Set([...(old.documents ?? []), option.document.id])] }));
  }

  function pressed(event: KeyboardEvent) {
    if (wish && options.length > 0) {
      const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (by) {
        event.preventDefault();
        return setActive((chosen + by + options.length) % options.length);
      }
      if (event.key === 'Tab' || (event.key === 'Enter' && !event.shiftKey)) {
        event.preventDefault();
        return choose(options[chosen]!);
      }
    }
    if (wish && event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      return setDismissed(draft);
    }
    if (event.key === 'ArrowUp' && draft === '') {
      const edit = [...useCommandList.getState().lists.values()].flat().find(({ id }) => id === 'chat.edit-last');
      if (edit) {
        event.preventDefault();
        edit.run();
      }
    }
  }

  return (
    <form
      aria-label={t`Ask a question`}
      className="relative rounded-md border border-border-strong bg-raised focus-within:border-accent focus-within:ring-1 focus-within:ring-accent"
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
      {wish && (
        <WishMenu id={menu} options={options} loading={loading} active={chosen} empty={EMPTY[wish.sign]()} onActive={setActive} onChoose={choose} />
      )}
      <AskedChips asked={asked} onChange={setAsked} />
      <div className="px-4 pt-3">
        <GrowingText
          ref={field}
          label={t`Question`}
          placeholder={t`Ask about your documents`}
          value={draft}
          onValue={change}
          onEnter={submit}
          onKey={pressed}
          onCaret={setCaret}
          {...(wish && options.length > 0 ? { controls: menu, activeOption: `${menu}-${chosen}` } : {})}
        />
      </div>
      <div className="flex items-center gap-1 p-2 pt-1">
        <Menu
          label={t`Add documents`}
          trigger={
            <IconButton size="small" label={t`Add documents`}>
              <Paperclip aria-hidden />
            </IconButton>
          }
        >
          <MenuItem onSelect={() => pick('files')}>
            <Upload aria-hidden /> <Trans>Add files</Trans>
          </MenuItem>
          <MenuItem onSelect={() => pick('folder')}>
            <FolderUp aria-hidden /> <Trans>Add a folder</Trans>
          </MenuItem>
        </Menu>
        {inputs}
        <CollectionPicker chosen={collections} onChange={(ids) => onChange({ collections: ids })} />
        <ModelPicker chosen={model} onChange={(id) => onChange({ model: id })} />
        <TokenMeter model={asked.model ?? model} characters={characters + draft.length} />
        <span className="flex-1" />
        {onStop && draft.trim() && (
          <IconButton type="submit" label={t`Ask after this answer`}>
            <ListPlus aria-hidden />
          </IconButton>
        )}
        {onStop ? (
          <IconButton
            key="stop"
            label={t`Stop`}
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
          <IconButton key="send" type="submit" label={t`Send`} look="primary" aria-disabled={!ready}>
            {sending ? <Spinner label={t`Sending`} /> : <ArrowUp aria-hidden />}
          </IconButton>
        )}
      </div>
      {prompt && (
        <Suspense fallback={null}>
          <PromptDialog
            prompt={prompt.prompt}
            onClose={() => setPrompt(null)}
            onUse={(text) => {
              const full = granted(draft, { sign: '/', text: '', start: prompt.start, end: prompt.end }, text);
              setPrompt(null);
              write(full.text, full.caret);
            }}
          />
        </Suspense>
      )}
    </form>
  );
}

const EMPTY = {
  '/': () => t`No prompt or command is called so. Prompts are made in Settings, Prompts.`,
  '@': () => t`No model is called so.`,
  '#': () => t`No document is called so.`,
};
