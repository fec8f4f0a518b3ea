import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link2 } from 'lucide-react';
import { http, send } from '@/api/client';
import { invitationsQuery, keys } from '@/api/queries';
import { refresh } from '@/api/refresh';
import { Button } from '@/ui/button';
import { ProblemNotice, toastProblem } from '@/ui/problem';
import { Section } from '@/ui/section';
import { exactTime } from '@/lib/format';
import { roleName } from '@/ui/roles';

/** Links that were made and not used yet. Nothing where there are none. */
export function Invitations() {
  const invitations = useQuery(invitationsQuery);
  if (invitations.error) return <ProblemNotice error={invitations.error} onRetry={() => void invitations.refetch()} />;
  if (!invitations.data?.length) return null;
  const withdraw = (id: string) =>
    void send(http.DELETE('/api/v1/invitations/{id}', { params: { path: { id } } }))
      .catch((error: unknown) => toastProblem(error, t`It was not withdrawn`))
      .finally(() => void refresh(keys.invitations));
  return (
    <Section title={t`Open invitations`}>
      <ul className="grid">
        {invitations.data.map(({ id, email, role, role_name: own, expires_at: end }) => {
          const name = email ?? t`Whoever has the link`;
          return (
            <li key={id} className="flex items-center gap-3 border-b py-3 last:border-b-0">
              <Link2 aria-hidden className="size-5 shrink-0 text-muted-foreground" />
              <div className="min-w-0 flex-1">
                <p className="font-medium break-words">
                  <bdi>{name}</bdi>
                </p>
                <p className="text-sm text-muted-foreground">
                  {roleName(role, own)} · {t`good until ${exactTime(end)}`}
                </p>
              </div>
              <Button size="small" aria-label={t`Withdraw the invitation of ${name}`} onClick={() => withdraw(id)}>
                <Trans>Withdraw</Trans>
              </Button>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
