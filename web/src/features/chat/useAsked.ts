import { useCallback, useState } from 'react';
import { create } from 'zustand';
import { remember, remembered } from '@/lib/storage';
import type { Asked } from './runs';

const NOTHING: Asked = {};

const useAll = create<{ asked: Record<string, Asked> }>(() => ({ asked: {} }));

/** What the next question alone is asked of; kept beside its draft, under the same name, over reloads too. One name per mount, as there. */
export function useAsked(name: string): [asked: Asked, change: (asked: Asked) => void] {
  const [first] = useState(() => parsed(remembered(storageKey(name))));
  const asked = useAll((state) => state.asked[name]) ?? first;
  const change = useCallback((wanted: Asked) => putAsked(name, wanted), [name]);
  return [asked, change];
}

export function putAsked(name: string, asked: Asked): void {
  const some = asked.model !== undefined || (asked.documents?.length ?? 0) > 0;
  remember(storageKey(name), some ? JSON.stringify(asked) : null);
  useAll.setState((state) => ({ asked: { ...state.asked, [name]: some ? asked : NOTHING } }));
}

/** Other versions of the page may have written something else. */
function parsed(text: string | null): Asked {
  if (text === null) return NOTHING;
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
