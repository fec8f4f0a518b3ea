import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { inPanel } from '@/lib/panel';
import type { Place } from './sources';

/** Opens a passage in the panel on the right, by way of the address. */
export function useOpenPlace(): (place: Place) => void {
  const navigate = useNavigate();
  return useCallback(
    ({ document, revision, start, end, page, cite }) =>
      void navigate({ to: '.', search: (old) => inPanel(old, { doc: document, rev: revision, start, end, page, cite }) }),
    [navigate],
  );
}
