import { useSyncExternalStore } from 'react';
import { useAppearance } from '@/lib/appearance';

/** Whether a media query holds, as React state. Larger text needs more room, so widths grow with the size that was chosen for it. */
export function useMedia(wanted: string): boolean {
  const { size } = useAppearance();
  const query = wanted.replace(/(\d+)px/g, (_, px: string) => `${(Number(px) * size) / 100}px`);
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
