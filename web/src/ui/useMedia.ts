import { useSyncExternalStore } from 'react';

/** Whether a media query holds, as React state. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (notify) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', notify);
      return () => list.removeEventListener('change', notify);
    },
    () => window.matchMedia(query).matches,
  );
}

/** Narrower than a tablet: panels become sheets. */
export const PHONE = '(max-width: 767px)';
/** Too narrow for rail, conversation and source side by side at full size. */
export const NARROW = '(max-width: 1279px)';
