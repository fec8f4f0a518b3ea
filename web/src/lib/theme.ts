import { create } from 'zustand';
import { remember, remembered, watchRemembered } from './storage';

export type Theme = 'system' | 'light' | 'dark';

const dark = window.matchMedia('(prefers-color-scheme: dark)');

/** Colours of the browser's own bars, those of the rail: `--color-sidebar` in ui/tokens.css. */
const BARS = { light: '#f5f7f7', dark: '#0f1112' };

function stored(): Theme {
  const value = remembered('theme');
  return value === 'light' || value === 'dark' ? value : 'system';
}

function apply(theme: Theme): void {
  const drawn = theme === 'dark' || (theme === 'system' && dark.matches) ? 'dark' : 'light';
  document.documentElement.dataset.theme = drawn;
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', BARS[drawn]);
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
  watchRemembered('theme', () => useTheme.setState({ theme: stored() }));
}
