import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { accessQuery, rolesQuery } from '@/api/queries';
import type { RoleView } from '@/api/types';
import { Button } from '@/ui/button';
import { Loading } from '@/ui/feedback';
import { Notice } from '@/ui/notice';
import { PageTitle } from '@/ui/pageTitle';
import { ProblemNotice } from '@/ui/problem';
import { Section } from '@/ui/section';
import { RoleDialog } from './RoleDialog';
import { RolesTable } from './RolesTable';

/** What people are here for, and what that lets them do. */
export default function RolesPage() {
  const { data: access } = useQuery(accessQuery);
  const manages = access?.permissions.includes('manage_accounts') ?? false;
  const roles = useQuery({ ...rolesQuery, enabled: manages });
  const [open, setOpen] = useState<RoleView | 'new' | null>(null);
  if (!access) return <Loading />;
  const mine = access.permissions;
  return (
    <>
      <PageTitle title={t`Roles`} />
      {!access.account || !manages ? (
        <Notice tone="info" title={t`Nothing to manage here`}>
          {access.accounts ? <Trans>Only those who manage people make roles.</Trans> : <Trans>This Chatbox has no accounts.</Trans>}
        </Notice>
      ) : (
        <Section
          title={t`What people may do`}
          lead={<Trans>Four roles are always there. Make others of what is ticked; a change counts at once for everybody who has the role. Nobody gives what they may not do themselves.</Trans>}
          action={
            <Button look="primary" onClick={() => setOpen('new')}>
              <Plus aria-hidden /> <Trans>New role</Trans>
            </Button>
          }
        >
          {roles.isPending && <Loading label={t`Loading roles`} />}
          {roles.error && <ProblemNotice error={roles.error} onRetry={() => void roles.refetch()} />}
          {roles.data && <RolesTable roles={roles.data} mine={mine} onRename={setOpen} />}
          {open && (
            <RoleDialog role={open === 'new' ? null : open} begins={(['read', 'ask'] as const).filter((one) => mine.includes(one))} onClose={() => setOpen(null)} />
          )}
        </Section>
      )}
    </>
  );
}
