/** Keys that are pressed between the first paint and the arrival of their script wait for it. */
const PATIENCE_MS = 3_000;

let early: KeyboardEvent[] = [];
const hear = (event: KeyboardEvent) => void early.push(event);

window.addEventListener('keydown', hear);

/** Hands on what was pressed so far, unless something has taken it already or it was text. */
export function takeEarlyKeys(): void {
  window.removeEventListener('keydown', hear);
  const waiting = early;
  early = [];
  for (const event of waiting) {
    const { target, defaultPrevented, timeStamp, ctrlKey, metaKey } = event;
    const text = !ctrlKey && !metaKey && target instanceof Element && target.closest('input, textarea, select, [contenteditable]');
    // To the window only: whoever is nearer has heard it when it was pressed.
    if (!defaultPrevented && !text && performance.now() - timeStamp < PATIENCE_MS) window.dispatchEvent(new KeyboardEvent('keydown', event));
  }
}
