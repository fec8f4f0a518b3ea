import { useCallback, useEffect, useRef, useState } from 'react';
import { remember, remembered } from '@/lib/storage';

const SAVE_AFTER_MS = 250;

/** Text that is kept per conversation until it is sent, over reloads too. */
export function useDraft(conversation: string): [string, (text: string) => void] {
  const [draft, setDraft] = useState(() => read(conversation));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(draft);

  const flush = useCallback(() => {
    clearTimeout(timer.current);
    saveDraft(conversation, latest.current);
  }, [conversation]);

  useEffect(() => {
    latest.current = read(conversation);
    setDraft(latest.current);
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, [conversation, flush]);

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
  return [draft, change];
}

export function saveDraft(conversation: string, text: string): void {
  remember(`draft.${conversation}`, text || null);
}

function read(conversation: string): string {
  return remembered(`draft.${conversation}`) ?? '';
}
