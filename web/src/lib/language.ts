import { i18n, type Messages } from '@lingui/core';
import de from '../locales/de.json?url';
import en from '../locales/en.json?url';
import pseudo from '../locales/ar-XB.json?url';
import { remember, remembered } from './storage';

/** Languages of the page. `ar-XB` is the pseudo-language of tests: marked English, right to left; nothing offers it. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number] | 'ar-XB';

// Words are data, not script: the browser fetches those of one language only.
const CATALOGS: Record<Language, string> = { en, de, 'ar-XB': pseudo };

/** What the person chose, else the first language of the browser that we speak, else English. */
export function language(): Language {
  const wish = remembered('language');
  if (wish && wish in CATALOGS) return wish as Language;
  const spoken = navigator.languages.map((tag) => tag.split('-')[0]);
  return spoken.map((tag) => LANGUAGES.find((one) => one === tag)).find((one) => one !== undefined) ?? 'en';
}

/** Loads the words; call once before the first element is drawn. */
export async function speak(): Promise<void> {
  const chosen = language();
  const { messages } = (await (await fetch(CATALOGS[chosen])).json()) as { messages: Messages };
  i18n.loadAndActivate({ locale: chosen, messages });
  document.documentElement.lang = chosen;
  document.documentElement.dir = chosen === 'ar-XB' ? 'rtl' : 'ltr';
}

/** Chooses a language for this browser; null follows the browser. The page is drawn anew: words are read where elements are made. */
export function chooseLanguage(chosen: Language | null): void {
  remember('language', chosen);
  location.reload();
}
