import { create } from 'zustand';
import { remember, remembered } from '@/lib/storage';

/** Whether long lines of code and tables wrap; the same everywhere in this browser. */
export const useWrap = create<{ wrap: boolean }>(() => ({ wrap: remembered('code.wrap') === 'on' }));

export function toggleWrap(): void {
  const wrap = !useWrap.getState().wrap;
  remember('code.wrap', wrap ? 'on' : null);
  useWrap.setState({ wrap });
}
