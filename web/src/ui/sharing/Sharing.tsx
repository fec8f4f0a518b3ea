import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQuery } from '@tanstack/react-query';
import { User, Users, X } from 'lucide-react';
import { accessQuery, directoryQuery } from '@/api/queries';
import { grantsQuery, shareWith, type Thing } from '@/api/sharing';
import type { Grant, Id, Level } from '@/api/types';
import { Button, IconButton } from '../button';
import { Loading } from '../feedback';
import { Select } from '../field';
import { ProblemNotice, toastProblem } from '../problem';
import { LEVELS, levelName } from './levels';
import { labelOf, named, principalKey } from './principals';

interface SharingProps {
  thing: Thing;
  /** Whose it is: they need no share. */
  owner: Id;
  /** Something was shared, or is so no longer. */
  onShared(): void;
}

/** With whom something is shared; each change counts at once. */
export function Sharing({ thing, owner, onShared }: SharingProps) {
  const directory = useQuery(directoryQuery);
  const grants = useQuery(grantsQuery(thing));
  const { data: access } = useQuery(accessQuery);
  const share = useMutation({
    mutationFn: (wanted: Grant[]) => shareWith(thing, wanted),
    onSuccess: onShared,
    onError: (error) => toastProblem(error, t`It was not shared`),
  });
  const current = grants.data ?? [];
  const taken = new Set([...current.map(({ principal }) => principalKey(principal)), `account ${owner}`]);
  const people = directory.data?.people.filter((one) => !taken.has(`account ${one.id}`)) ?? [];
  const groups = directory.data?.groups.filter((one) => !taken.has(`group ${one.id}`)) ?? [];
  const error = directory.error ?? grants.error;
  const levels = LEVELS.map((one) => (
    <option key={one} value={one}>
      {levelName(thing.kind, one)}
    </option>
  ));

  function add(fields: FormData) {
    const chosen = String(fields.get('principal'));
    const [kind, id] = chosen.split(' ') as ['account' | 'group', string | undefined];
    if (id) share.mutate([...current, { principal: { kind, id }, level: fields.get('level') as Level }]);
  }

  if (error) return <ProblemNotice error={error} onRetry={() => void Promise.all([directory.refetch(), grants.refetch()])} />;
  if (!grants.data || !directory.data) return <Loading label={t`Loading people`} />;
  return (
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
                {principal.kind === 'group' ? <Users aria-hidden className="size-4 shrink-0" /> : <User aria-hidden className="size-4 shrink-0" />}
                <bdi className="min-w-0 flex-1 truncate" title={label}>
                  {label}
                </bdi>
                <Select
                  aria-label={t`What ${label} may do`}
                  value={level}
                  onChange={(event) => share.mutate([...others, { principal, level: event.target.value as Level }])}
                >
                  {levels}
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
            {levels}
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
  );
}
