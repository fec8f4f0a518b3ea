import { useSyncExternalStore } from 'react';
import { exactTime, timeAgo } from '@/lib/format';

const TICK_MS = 30_000;

let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}

/** One clock for all times on the page; it stands still while nobody reads it. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) {
    now = Date.now();
    timer = setInterval(tick, TICK_MS);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

/** The time to within half a minute. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}

/** How long ago something was, and stays true while the page is open; the exact time on hover. */
export function Ago({ time }: { time: string }) {
  return (
    <time dateTime={time} title={exactTime(time)}>
      {timeAgo(time, useNow())}
    </time>
  );
}
