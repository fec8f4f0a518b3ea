import { expect, it, vi } from 'vitest';
import { keys, queryClient } from './queries';
import { refresh } from './refresh';

const stale = (key: readonly string[]) => queryClient.getQueryState(key)?.isInvalidated;

it('marks as out of date what is named, here and for other tabs', async () => {
  const otherTab = new BroadcastChannel('chatbox.refresh');
  const heard = vi.fn();
  otherTab.addEventListener('message', (event) => heard((event as MessageEvent).data));
  queryClient.setQueryData(keys.folders, []);
  queryClient.setQueryData(keys.prompts, []);

  await refresh(keys.folders, keys.conversation('c1'));
  expect([stale(keys.folders), stale(keys.prompts)]).toEqual([true, false]);
  await vi.waitFor(() => expect(heard).toHaveBeenCalledWith([['folders'], ['conversation', 'c1']]));

  otherTab.postMessage([['prompts']]);
  await vi.waitFor(() => expect(stale(keys.prompts)).toBe(true));
  otherTab.close();
});
