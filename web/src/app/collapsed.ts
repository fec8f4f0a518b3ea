import { create } from 'zustand';
import { remember, remembered } from '@/lib/storage';

/** Whether the rail shows icons only. */
export const useCollapsed = create<{ collapsed: boolean }>(() => ({ collapsed: remembered('rail') === 'icons' }));

export function setCollapsed(collapsed: boolean): void {
  remember('rail', collapsed ? 'icons' : null);
  useCollapsed.setState({ collapsed });
}
