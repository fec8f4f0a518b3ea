import { useCallback, useEffect, useRef, useState } from 'react';
import { create } from 'zustand';
import { remember, remembered } from '@/lib/storage';

const SAVE_AFTER_MS = 250;

/** Texts in work. They outlive their composer: an answer from the server may come when another conversation is in view, or the same anew. */
const useDrafts = create<{ texts: Record<string, string> }>(() => ({ texts: {} }));

/** Text that is kept under a name until it is sent, over reloads too. One name per mount: give the component the name as its key. */
export function useDraft(name: string) {
  const [first] = useState(() => current(name));
  const draft = useDrafts(({ texts }) => texts[name]) ?? first;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const flush = useCallback(() => {
    clearTimeout(timer.current);
    saveDraft(name, current(name));
  }, [name]);

  useEffect(() => {
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, [flush]);

  const change = useCallback(
    (text: string) => {
      useDrafts.setState(({ texts }) => ({ texts: { ...texts, [name]: text } }));
      clearTimeout(timer.current);
      if (text) timer.current = setTimeout(flush, SAVE_AFTER_MS);
      else flush();
    },
    [name, flush],
  );
  /** Takes out what was sent. On a slow line people write on before the server has answered; that stays. */
  const sent = useCallback((text: string) => change(remaining(current(name), text)), [name, change]);
  return { draft, change, sent };
}

/** What a draft still holds after `sent` left it. */
export function remaining(draft: string, sent: string): string {
  const text = draft.trimStart();
  return text.startsWith(sent) ? text.slice(sent.length).trimStart() : draft;
}

/** Stores a text for a composer that is not in view. */
export function saveDraft(name: string, text: string): void {
  remember(storageKey(name), text || null);
}

/** Puts a text in front of what a composer holds, also one that is in view. */
export function putIntoDraft(name: string, text: string): void {
  const rest = current(name).trim();
  const whole = rest ? `${text}\n\n${rest}` : text;
  saveDraft(name, whole);
  useDrafts.setState(({ texts }) => ({ texts: { ...texts, [name]: whole } }));
}

/** Takes out of a composer, also one that is not in view, what has been sent. */
export function takeFromDraft(name: string, text: string): void {
  const rest = remaining(current(name), text);
  saveDraft(name, rest);
  useDrafts.setState(({ texts }) => ({ texts: { ...texts, [name]: rest } }));
}

function current(name: string): string {
  return useDrafts.getState().texts[name] ?? remembered(storageKey(name)) ?? '';
}

function storageKey(name: string): string {
  return `draft.${name}`;
}
