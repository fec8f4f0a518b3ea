import { t } from '@lingui/core/macro';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { http, send } from './client';
import { accessQuery, directoryQuery, keys, queryClient } from './queries';
import type { Account, Grant, Id } from './types';

/** What can be shared with people and groups. */
export interface Thing {
  kind: 'collection' | 'conversation';
  id: Id;
}

/** With whom it is shared; for those who manage it. */
export const grantsQuery = ({ kind, id }: Thing) =>
  queryOptions({
    queryKey: keys.grants(kind, id),
    queryFn: ({ signal }) => {
      const wanted = { params: { path: { id } }, signal };
      return send(kind === 'collection' ? http.GET('/api/v1/collections/{id}/grants', wanted) : http.GET('/api/v1/conversations/{id}/grants', wanted));
    },
  });

/** Shares it with these and nobody else. */
export async function shareWith({ kind, id }: Thing, body: Grant[]): Promise<void> {
  const wanted = { params: { path: { id } }, body };
  const set = await send(kind === 'collection' ? http.PUT('/api/v1/collections/{id}/grants', wanted) : http.PUT('/api/v1/conversations/{id}/grants', wanted));
  queryClient.setQueryData(keys.grants(kind, id), set);
}

/** Who is signed in, as far as it is known. */
export function whoIsHere(): Account | null {
  return queryClient.getQueryData(accessQuery.queryKey)?.account ?? null;
}

/** Whether it is somebody else's. */
export function isForeign({ owner }: { owner: Id }): boolean {
  const me = whoIsHere();
  return me !== null && me.id !== owner;
}

/** What somebody else is called; null for oneself, and while it is not known. */
export function useNameOf(wanted: boolean): (person: Id) => string | null {
  const { data: access } = useQuery(accessQuery);
  const { data: directory } = useQuery({ ...directoryQuery, enabled: wanted });
  const me = access?.account?.id;
  return (person) => {
    if (me === undefined || person === me || !directory) return null;
    return directory.people.find(({ id }) => id === person)?.name ?? t`Somebody who is not here any more`;
  };
}
