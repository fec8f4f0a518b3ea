/** Local storage that never throws: it may be blocked, full or absent. */
const PREFIX = 'chatbox.';

export function remembered(key: string): string | null {
  try {
    return localStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}

/** Stores the value; null forgets it. */
export function remember(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(PREFIX + key);
    else localStorage.setItem(PREFIX + key, value);
  } catch {
    // Then it is not remembered; the page works without.
  }
}

/** Forgets everything of the page but these. */
export function forgetAllBut(kept: readonly string[]): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX) && !kept.includes(key.slice(PREFIX.length))) localStorage.removeItem(key);
  } catch {
    // There was nothing to remember with.
  }
}

/** Calls when another tab of this browser has stored or forgotten the value. */
export function watchRemembered(key: string, changed: () => void): void {
  window.addEventListener('storage', (event) => {
    // A null key: everything was cleared.
    if (event.key === null || event.key === PREFIX + key) changed();
  });
}
