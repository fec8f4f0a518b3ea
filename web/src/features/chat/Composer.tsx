import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { ArrowUp, FolderUp, ListPlus, Paperclip, Square, Upload } from 'lucide-react';
import { lazy, Suspense, useEffect, useId, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import { useMay } from '@/api/may';
import type { ConversationChange, Id, Prompt } from '@/api/types';
import type { DroppedFile } from '@/lib/dropped';
import { IconButton } from '@/ui/button';
import { useCommandList } from '@/ui/commands';
import { Spinner } from '@/ui/feedback';
import { useFilePicker } from '@/ui/filebutton';
import { Menu, MenuItem } from '@/ui/menu';
import { AskedChips } from './AskedChips';
import { CollectionPicker } from './CollectionPicker';
import { granted, type Wish } from './composerMenu';
import { GrowingText } from './GrowingText';
import { ModelPicker } from './ModelPicker';
import type { Asked } from './runs';
import { TokenMeter } from './TokenMeter';
import { useAsked } from './useAsked';
import { useDraft } from './useDraft';
import { usePasted } from './usePasted';
import { useWish } from './useWish';
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

/** Where questions are written. Stop stands where Send was. */
export function Composer({ draftKey, model, collections, characters = 0, onChange, onSend, onStop, onQueue, onFiles }: ComposerProps) {
  const { draft, change, sent } = useDraft(draftKey);
  const [asked, setAsked] = useAsked(draftKey);
  const [sending, setSending] = useState(false);
  const [filling, setFilling] = useState<{ prompt: Prompt; place: Wish } | null>(null);
  const mayAdd = useMay('contribute');
  const { pick, inputs } = useFilePicker(onFiles);
  const { offer, onPasted } = usePasted({ draft, onDraft: change, onFiles });
  const field = useRef<HTMLTextAreaElement>(null);
  const menu = useId();
  const running = onStop !== undefined;
  const ready = draft.trim().length > 0 && !sending && (!running || onQueue !== undefined);
  const wishes = useWish({ draft, asked, onAsked: setAsked, onWrite: write, onBlanks: (prompt, place) => setFilling({ prompt, place }) });
  const { wish, options } = wishes;

  useEffect(() => {
    // Focus that nothing holds belongs here: after opening, and when Send and Stop change places. On a touch screen it would raise the keyboard.
    if (document.activeElement === document.body && window.matchMedia('(pointer: fine)').matches) field.current?.focus();
  }, [running]);

  function submit() {
    if (!ready) return;
    const text = draft.trim();
    if (running) {
      onQueue?.(text, asked);
      setAsked({});
      return sent(text);
    }
    setSending(true);
    void onSend(text, asked).then((stored) => {
      setSending(false);
      if (stored) {
        setAsked({});
        sent(text);
      }
      field.current?.focus();
    });
  }

  function write(text: string, at: number) {
    change(text);
    wishes.setCaret(at);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(at, at);
    });
  }

  function pressed(event: KeyboardEvent) {
    if (wishes.pressed(event)) return event.preventDefault();
    if (event.key === 'ArrowUp' && draft === '') {
      const edit = [...useCommandList.getState().lists.values()].flat().find(({ id }) => id === 'chat.edit-last');
      if (edit) {
        event.preventDefault();
        edit.run();
      }
    }
  }

  function pasted(event: ClipboardEvent) {
    const { files } = event.clipboardData;
    if (files.length === 0) {
      if (onPasted(event.clipboardData.getData('text/plain'))) event.preventDefault();
      return;
    }
    event.preventDefault();
    onFiles([...files].map((file) => ({ path: file.name, file })));
  }

  return (
    <form
      aria-label={t`Ask a question`}
      className="relative rounded-md border border-border-strong bg-raised focus-within:border-accent focus-within:ring-1 focus-within:ring-accent"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onPaste={pasted}
    >
      {wish && (
        <WishMenu
          id={menu}
          options={options}
          loading={wishes.loading}
          active={wishes.active}
          empty={EMPTY[wish.sign]()}
          onActive={wishes.setActive}
          onChoose={wishes.choose}
        />
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
          onCaret={wishes.setCaret}
          {...(wish && options.length > 0 ? { controls: menu, activeOption: `${menu}-${wishes.active}` } : {})}
        />
      </div>
      {offer}
      <div className="flex items-center gap-1 p-2 pt-1">
        {mayAdd && (
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
        )}
        {inputs}
        <CollectionPicker chosen={collections} onChange={(ids) => onChange({ collections: ids })} />
        <ModelPicker chosen={model} onChange={(id) => onChange({ model: id })} />
        <TokenMeter model={asked.model ?? model} characters={characters + draft.length} />
        <span className="flex-1" />
        <SendButtons
          {...{ ready, sending }}
          queues={running && draft.trim() !== ''}
          onStop={
            onStop &&
            (() => {
              onStop();
              field.current?.focus();
            })
          }
        />
      </div>
      {filling && (
        <Suspense fallback={null}>
          <PromptDialog
            prompt={filling.prompt}
            onClose={() => setFilling(null)}
            onUse={(text) => {
              const full = granted(draft, filling.place, text);
              setFilling(null);
              write(full.text, full.caret);
            }}
          />
        </Suspense>
      )}
    </form>
  );
}

interface SendButtonsProps {
  ready: boolean;
  sending: boolean;
  /** Whether there is something to ask after the answer that is being written. */
  queues: boolean;
  onStop: (() => void) | undefined;
}

function SendButtons({ ready, sending, queues, onStop }: SendButtonsProps) {
  // Another element than Stop: a press that began on Stop must not send when the answer ends under the finger.
  if (!onStop)
    return (
      <IconButton key="send" type="submit" label={t`Send`} look="primary" aria-disabled={!ready}>
        {sending ? <Spinner label={t`Sending`} /> : <ArrowUp aria-hidden />}
      </IconButton>
    );
  return (
    <>
      {queues && (
        <IconButton type="submit" label={t`Ask after this answer`}>
          <ListPlus aria-hidden />
        </IconButton>
      )}
      <IconButton key="stop" label={t`Stop`} look="primary" onClick={onStop}>
        <Square aria-hidden className="size-3.5! fill-current" />
      </IconButton>
    </>
  );
}

const EMPTY = {
  '/': () => t`No prompt or command is called so. Prompts are made in Settings, Prompts.`,
  '@': () => t`No model is called so.`,
  '#': () => t`No document is called so.`,
};
