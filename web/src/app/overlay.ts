import { create } from 'zustand';

/** What lies over the page at the command of keys: the palette, or the list of shortcuts. */
export const useOverlay = create<{ open: 'palette' | 'shortcuts' | null }>(() => ({ open: null }));

export function showOverlay(open: 'palette' | 'shortcuts' | null): void {
  useOverlay.setState({ open });
}
