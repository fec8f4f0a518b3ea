import type { PluginConfig } from 'streamdown';
import { loadHtml } from './raw';

/** What was loaded so far. */
export const loaded: PluginConfig = {};

const LOADERS = {
  html: loadHtml,
  code: () => import('./code').then(({ code }) => void (loaded.code = code)),
  math: () => import('./math').then(({ math }) => void (loaded.math = math)),
  mermaid: () => import('./mermaid').then(({ mermaid }) => void (loaded.mermaid = mermaid)),
};

const under = new Map<keyof typeof LOADERS, Promise<void>>();

/** Fetches a plugin once; a failed attempt is not the last. */
export function loadPlugin(name: keyof typeof LOADERS): Promise<void> {
  let loading = under.get(name);
  if (!loading) {
    loading = LOADERS[name]();
    under.set(name, loading);
    loading.catch(() => under.delete(name));
  }
  return loading;
}

/** Once everything that was asked for is there, or has failed. */
export async function allLoaded(): Promise<void> {
  await Promise.allSettled(under.values());
}
