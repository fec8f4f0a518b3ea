import { i18n, type Messages } from '@lingui/core';
import { create } from 'zustand';
import de from '../locales/de.json?url';
import en from '../locales/en.json?url';
import pseudo from '../locales/ar-XB.json?url';
import { remember, remembered, watchRemembered } from './storage';

/** Languages of the page. `ar-XB` is the pseudo-language of tests: marked English, right to left; nothing offers it. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number] | 'ar-XB';

/** Every language in its own words. */
export const LANGUAGE_NAMES: Record<(typeof LANGUAGES)[number], string> = { en: 'English', de: 'Deutsch' };

// Words are data, not script: the browser fetches those of one language only.
const CATALOGS: Record<Language, string> = { en, de, 'ar-XB': pseudo };

/** What the person chose for this browser; null follows the browser. */
export const useLanguage = create<{ wish: Language | null }>(() => ({ wish: stored() }));

function stored(): Language | null {
  const value = remembered('language');
  return value && value in CATALOGS ? (value as Language) : null;
}

/** What the person chose, else the first language of the browser that we speak, else English. */
export function language(): Language {
  const spoken = navigator.languages.map((tag) => tag.split('-')[0]);
  return useLanguage.getState().wish ?? spoken.map((tag) => LANGUAGES.find((one) => one === tag)).find((one) => one !== undefined) ?? 'en';
}

/** Loads the words; call once before the first element is drawn. Whoever draws the page draws it anew when `i18n` tells of a change. */
export async function speak(): Promise<void> {
  const chosen = language();
  const { messages } = (await (await fetch(CATALOGS[chosen])).json()) as { messages: Messages };
  // Another choice may have been made while the words were on their way.
  if (chosen !== language()) return;
  document.documentElement.lang = chosen;
  document.documentElement.dir = chosen === 'ar-XB' ? 'rtl' : 'ltr';
  i18n.loadAndActivate({ locale: chosen, messages });
}

let chosen: (wish: Language | null) => void = () => {};

/** Calls when the person chooses a language. */
export function onLanguageChosen(tell: (wish: Language | null) => void): void {
  chosen = tell;
}

/** Chooses a language; null follows the browser. */
export async function chooseLanguage(wish: Language | null): Promise<void> {
  chosen(wish);
  await use(wish);
}

/** Speaks the language that was chosen elsewhere. False if it is spoken already. */
export async function adoptLanguage(wish: Language | null): Promise<boolean> {
  if (wish === useLanguage.getState().wish) return false;
  await use(wish);
  return true;
}

async function use(wish: Language | null): Promise<void> {
  remember('language', wish);
  useLanguage.setState({ wish });
  await speak();
}

/** Keeps the language in step with other tabs and the browser; once, at the start. */
export function watchLanguage(): void {
  const again = () => {
    useLanguage.setState({ wish: stored() });
    if (language() !== i18n.locale) void speak();
  };
  watchRemembered('language', again);
  window.addEventListener('languagechange', again);
}
