import { useState, type KeyboardEvent } from 'react';
import type { Prompt } from '@/api/types';
import { granted, wish as wishIn, type Wish } from './composerMenu';
import { blanks } from './prompts';
import type { Asked } from './runs';
import { useWishOptions, type Option } from './useWishOptions';

interface WishOf {
  draft: string;
  asked: Asked;
  onAsked(asked: Asked): void;
  /** Takes the new text, and where its caret stands. */
  onWrite(text: string, caret: number): void;
  /** A prompt whose blanks are to be filled first, and where it goes. */
  onBlanks(prompt: Prompt, place: Wish): void;
}

/** The menu that `/`, `@` and `#` open in the composer. */
export function useWish({ draft, asked, onAsked, onWrite, onBlanks }: WishOf) {
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState(0);
  /** The text whose menu was closed with Escape. */
  const [dismissed, setDismissed] = useState<string | null>(null);
  const wish = dismissed === draft ? null : wishIn(draft, Math.min(caret, draft.length));
  const { options, loading } = useWishOptions(wish);
  const chosen = Math.min(active, options.length - 1);

  function choose(option: Option) {
    if (!wish) return;
    setActive(0);
    const without = granted(draft, wish);
    if (option.kind === 'prompt') {
      if (blanks(option.prompt.text).length > 0) return onBlanks(option.prompt, wish);
      const full = granted(draft, wish, option.prompt.text);
      return onWrite(full.text, full.caret);
    }
    onWrite(without.text, without.caret);
    if (option.kind === 'command') option.command.run();
    if (option.kind === 'model') onAsked({ ...asked, model: option.model.id });
    if (option.kind === 'document') onAsked({ ...asked, documents: [...new Set([...(asked.documents ?? []), option.document.id])] });
  }

  /** Whether the menu took the key. */
  function pressed(event: KeyboardEvent): boolean {
    if (!wish) return false;
    if (event.key === 'Escape') {
      event.stopPropagation();
      setDismissed(draft);
      return true;
    }
    if (options.length === 0) return false;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) setActive((chosen + by + options.length) % options.length);
    else if (event.key === 'Tab' || (event.key === 'Enter' && !event.shiftKey)) choose(options[chosen]!);
    else return false;
    return true;
  }

  return { wish, options, loading, active: chosen, setActive, setCaret, choose, pressed };
}
