import { create } from 'zustand';
import { remember, remembered } from './storage';

export type Theme = 'system' | 'light' | 'dark';

const dark = window.matchMedia('(prefers-color-scheme: dark)');

function stored(): Theme {
  const value = remembered('theme');
  return value === 'light' || value === 'dark' ? value : 'system';
}

function apply(theme: Theme): void {
  const isDark = theme === 'dark' || (theme === 'system' && dark.matches);
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
}

/** What the person wants; public/theme.js applies the same before the first paint. */
export const useTheme = create<{ theme: Theme }>(() => ({ theme: stored() }));

export function setTheme(theme: Theme): void {
  remember('theme', theme === 'system' ? null : theme);
  useTheme.setState({ theme });
}

/** Keeps the document in step with the wish, the system and other tabs. */
export function watchTheme(): void {
  useTheme.subscribe(({ theme }) => apply(theme));
  dark.addEventListener('change', () => apply(useTheme.getState().theme));
  window.addEventListener('storage', ({ key }) => {
    if (key === 'chatbox.theme') useTheme.setState({ theme: stored() });
  });
}
