import { useSyncExternalStore } from 'react';
import { onClock, serverNow } from '@/lib/clock';
import { exactTime, timeAgo } from '@/lib/format';

const TICK_MS = 30_000;

let now = serverNow();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function tick(): void {
  now = serverNow();
  for (const listener of listeners) listener();
}

onClock(tick);

/** One clock for all times on the page; it stands still while nobody reads it. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) {
    now = serverNow();
    timer = setInterval(tick, TICK_MS);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

/** The time by the server's clock, to within half a minute. */
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
