import { useCallback } from 'react';
import { create } from 'zustand';
import { remember, remembered } from '@/lib/storage';
import type { Asked } from './runs';

const NOTHING: Asked = {};

const useAll = create<{ asked: Record<string, Asked> }>(() => ({ asked: {} }));

/** What the next question alone is asked of; kept beside its draft, under the same name, over reloads too. */
export function useAsked(name: string): [asked: Asked, change: (asked: Asked) => void] {
  const asked = useAll((state) => state.asked[name]) ?? stored(name);
  const change = useCallback((wanted: Asked) => putAsked(name, wanted), [name]);
  return [asked, change];
}

export function putAsked(name: string, asked: Asked): void {
  const some = asked.model !== undefined || (asked.documents?.length ?? 0) > 0;
  remember(storageKey(name), some ? JSON.stringify(asked) : null);
  useAll.setState((state) => ({ asked: { ...state.asked, [name]: some ? asked : NOTHING } }));
}

const read = new Map<string, Asked>();

/** The same object each time, so that nothing is drawn anew for it. */
function stored(name: string): Asked {
  const text = remembered(storageKey(name));
  if (text === null) return NOTHING;
  const known = read.get(text);
  if (known) return known;
  const asked = parsed(text);
  read.set(text, asked);
  return asked;
}

/** Other versions of the page may have written something else. */
function parsed(text: string): Asked {
  try {
    const { model, documents } = JSON.parse(text) as Record<string, unknown>;
    return {
      ...(typeof model === 'string' ? { model } : {}),
      ...(Array.isArray(documents) ? { documents: documents.filter((id) => typeof id === 'string') } : {}),
    };
  } catch {
    return NOTHING;
  }
}

function storageKey(name: string): string {
  return `asked.${name}`;
}
