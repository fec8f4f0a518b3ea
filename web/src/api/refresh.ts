import type { QueryKey } from '@tanstack/react-query';
import { queryClient } from './queries';

/** Tells the other tabs of this browser what changed, so that two windows beside each other show the same. */
const channel = new BroadcastChannel('chatbox.refresh');

channel.addEventListener('message', ({ data }: MessageEvent<readonly QueryKey[]>) => void invalidate(data));

/** Reads again whatever stands under these keys, here and in every other tab; call after each change that the server took. */
export async function refresh(...queryKeys: QueryKey[]): Promise<void> {
  channel.postMessage(queryKeys);
  await invalidate(queryKeys);
}

async function invalidate(queryKeys: readonly QueryKey[]): Promise<void> {
  await Promise.all(queryKeys.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}
