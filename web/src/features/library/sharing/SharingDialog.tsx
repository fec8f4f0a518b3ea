import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Users, X } from 'lucide-react';
import { http, send } from '@/api/client';
import { accessQuery, directoryQuery, grantsQuery, keys, queryClient } from '@/api/queries';
import { refresh } from '@/api/refresh';
import type { Collection, Grant, Level } from '@/api/types';
import { Avatar } from '@/ui/avatar';
import { Button, IconButton } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Loading } from '@/ui/feedback';
import { Select } from '@/ui/field';
import { ProblemNotice, toastProblem } from '@/ui/problem';
import { LEVELS, levelName } from './levels';
import { labelOf, named, principalKey } from './principals';

interface SharingDialogProps {
  collection: Collection;
  onClose(): void;
}

/** With whom a collection is shared; each change counts at once. */
export default function SharingDialog({ collection: { id, name, owner }, onClose }: SharingDialogProps) {
  const directory = useQuery(directoryQuery);
  const grants = useQuery(grantsQuery(id));
  const { data: access } = useQuery(accessQuery);
  const share = useMutation({
    mutationFn: (wanted: Grant[]) => send(http.PUT('/api/v1/collections/{id}/grants', { params: { path: { id } }, body: wanted })),
    onSuccess: (set) => {
      queryClient.setQueryData(keys.grants(id), set);
      void refresh(keys.collections);
    },
    onError: (error) => toastProblem(error, t`It was not shared`),
  });
  const current = grants.data ?? [];
  const taken = new Set([...current.map(({ principal }) => principalKey(principal)), `account ${owner}`]);
  const people = directory.data?.people.filter((one) => !taken.has(`account ${one.id}`)) ?? [];
  const groups = directory.data?.groups.filter((one) => !taken.has(`group ${one.id}`)) ?? [];
  const error = directory.error ?? grants.error;

  function add(fields: FormData) {
    const chosen = String(fields.get('principal'));
    const [kind, chosenId] = chosen.split(' ') as ['account' | 'group', string | undefined];
    if (chosenId) share.mutate([...current, { principal: { kind, id: chosenId }, level: fields.get('level') as Level }]);
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t`Share “${name}”`}
      description={<Trans>Whoever it is shared with finds its documents in their searches and answers. It can be taken back at any time.</Trans>}
    >
      {(directory.isPending || grants.isPending) && <Loading label={t`Loading people`} />}
      {error && <ProblemNotice error={error} onRetry={() => void Promise.all([directory.refetch(), grants.refetch()])} />}
      {grants.data && directory.data && (
        <>
          {current.length === 0 ? (
            <p className="text-muted-foreground">{t`Nobody but its owner sees it.`}</p>
          ) : (
            <ul className="grid max-h-64 gap-1 overflow-y-auto">
              {current.map(({ principal, level }) => {
                const label = labelOf(principal, directory.data);
                const others = current.filter((one) => principalKey(one.principal) !== principalKey(principal));
                return (
                  <li key={principalKey(principal)} className="flex items-center gap-2">
                    {principal.kind === 'group' ? <Users aria-hidden className="size-4 shrink-0" /> : <Avatar id={principal.id} name={label} size="small" />}
                    <bdi className="min-w-0 flex-1 truncate" title={label}>
                      {label}
                    </bdi>
                    <Select
                      aria-label={t`What ${label} may do`}
                      value={level}
                      onChange={(event) => share.mutate([...others, { principal, level: event.target.value as Level }])}
                    >
                      {LEVELS.map((one) => (
                        <option key={one} value={one}>
                          {levelName(one)}
                        </option>
                      ))}
                    </Select>
                    <IconButton size="small" label={t`No longer share with ${label}`} onClick={() => share.mutate(others)}>
                      <X aria-hidden />
                    </IconButton>
                  </li>
                );
              })}
            </ul>
          )}
          {people.length + groups.length > 0 ? (
            <form
              className="flex flex-wrap items-center gap-2"
              onSubmit={(event) => {
                event.preventDefault();
                if (!share.isPending) add(new FormData(event.currentTarget));
              }}
            >
              <Select aria-label={t`With whom`} name="principal" className="min-w-0 flex-1 basis-48">
                {groups.map((one) => (
                  <option key={one.id} value={`group ${one.id}`}>
                    {t`Group: ${one.name}`}
                  </option>
                ))}
                {people.map((one) => (
                  <option key={one.id} value={`account ${one.id}`}>
                    {named(one)}
                  </option>
                ))}
              </Select>
              <Select aria-label={t`What they may do`} name="level" defaultValue="read">
                {LEVELS.map((one) => (
                  <option key={one} value={one}>
                    {levelName(one)}
                  </option>
                ))}
              </Select>
              <Button type="submit" look="primary" aria-disabled={share.isPending}>
                <Trans>Share</Trans>
              </Button>
            </form>
          ) : (
            current.length === 0 && (
              <p>
                {access?.permissions.includes('manage_accounts')
                  ? t`There is nobody else here yet: invite somebody under Settings, People.`
                  : t`There is nobody else here yet: the owner or an administrator can invite somebody.`}
              </p>
            )
          )}
        </>
      )}
      <div className="flex justify-end">
        <Button onClick={onClose}>
          <Trans>Done</Trans>
        </Button>
      </div>
    </Dialog>
  );
}
