import { useCallback, useEffect, useRef, useState } from 'react';
import { remember, remembered } from '@/lib/storage';

const SAVE_AFTER_MS = 250;

/** Text that is kept under a name until it is sent, over reloads too. One name per mount: give the component the name as its key. */
export function useDraft(name: string) {
  const [draft, setDraft] = useState(() => remembered(storageKey(name)) ?? '');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(draft);

  const flush = useCallback(() => {
    clearTimeout(timer.current);
    saveDraft(name, latest.current);
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
      latest.current = text;
      setDraft(text);
      clearTimeout(timer.current);
      if (text) timer.current = setTimeout(flush, SAVE_AFTER_MS);
      else flush();
    },
    [flush],
  );
  /** Takes out what was sent. On a slow line people write on before the server has answered; that stays. */
  const sent = useCallback((text: string) => change(remaining(latest.current, text)), [change]);
  return { draft, change, sent };
}

/** What a draft still holds after `sent` left it. */
export function remaining(draft: string, sent: string): string {
  const text = draft.trimStart();
  return text.startsWith(sent) ? text.slice(sent.length).trimStart() : draft;
}

export function saveDraft(name: string, text: string): void {
  remember(storageKey(name), text || null);
}

function storageKey(name: string): string {
  return `draft.${name}`;
}
