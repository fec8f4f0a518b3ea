import { queryOptions } from '@tanstack/react-query';
import { http, send } from './client';
import { keys } from './queries';
import { refresh } from './refresh';
import type { Id, Share } from './types';
import { randomId } from '@/lib/ids';

export const sharesQuery = queryOptions({
  queryKey: keys.shares,
  queryFn: ({ signal }) => send(http.GET('/api/v1/shares', { signal })),
});

/** What a link shows, for whoever has it. */
export const sharedQuery = (token: string) =>
  queryOptions({
    queryKey: ['shared', token],
    queryFn: ({ signal }) => send(http.GET('/api/v1/shared/{token}', { params: { path: { token } }, signal })),
    // A snapshot never changes, but it may be revoked.
    staleTime: 60_000,
  });

/** A link to the conversation as it is now: the branch in view, or all branches. */
export async function share(id: Id, branches: boolean): Promise<Share> {
  const made = await send(
    http.POST('/api/v1/conversations/{id}/shares', { params: { path: { id } }, body: { branches }, headers: { 'Idempotency-Key': randomId() } }),
  );
  await refresh(keys.shares);
  return made;
}

/** The link leads nowhere from now on. */
export async function revoke(id: Id): Promise<void> {
  await send(http.DELETE('/api/v1/shares/{id}', { params: { path: { id } }, keepalive: true }));
}

/** The link as it is given to others. */
export function shareUrl(token: string): string {
  return `${location.origin}/shared/${encodeURIComponent(token)}`;
}
