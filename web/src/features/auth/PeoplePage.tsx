import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link2, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { accessQuery, accountsQuery } from '@/api/queries';
import type { Account } from '@/api/types';
import { Button } from '@/ui/button';
import { Loading } from '@/ui/feedback';
import { Notice } from '@/ui/notice';
import { PageTitle } from '@/ui/pageTitle';
import { ProblemNotice } from '@/ui/problem';
import { Section } from '@/ui/section';
import { Groups } from './Groups';
import { InviteDialog } from './InviteDialog';
import { Invitations } from './Invitations';
import { PersonDialog } from './PersonDialog';
import { PersonRow } from './PersonRow';
import { RemovePersonDialog } from './RemovePersonDialog';
import { SecretDialog, type Shown } from './SecretDialog';

/** Who may come in, and what they are here for. */
export default function PeoplePage() {
  const { data: access } = useQuery(accessQuery);
  const manages = access?.permissions.includes('manage_accounts') ?? false;
  const accounts = useQuery({ ...accountsQuery, enabled: manages });
  const [asked, setAsked] = useState<'invite' | 'add' | null>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const [removing, setRemoving] = useState<Account | null>(null);
  if (!access) return <Loading />;
  const me = access.account;
  return (
    <>
      <PageTitle title={t`People`} />
      {!me || !manages ? (
        <Notice tone="info" title={t`Nothing to manage here`}>
          {access.accounts ? <Trans>Only the owner and administrators let people in.</Trans> : <Trans>This Chatbox has no accounts.</Trans>}
        </Notice>
      ) : (
        <Section
          title={t`Who may come in`}
          lead={<Trans>Each sees what is theirs and what is shared with them. Viewers ask and keep conversations; members add documents, too.</Trans>}
          action={
            <>
              <Button onClick={() => setAsked('add')}>
                <UserPlus aria-hidden /> <Trans>Add somebody</Trans>
              </Button>
              <Button look="primary" onClick={() => setAsked('invite')}>
                <Link2 aria-hidden /> <Trans>Invite</Trans>
              </Button>
            </>
          }
        >
          {accounts.isPending && <Loading label={t`Loading people`} />}
          {accounts.error && <ProblemNotice error={accounts.error} onRetry={() => void accounts.refetch()} />}
          <ul className="grid">
            {accounts.data?.map((account) => (
              <PersonRow
                key={account.id}
                account={account}
                me={me}
                onPassword={(password) => setShown(passed(account, password))}
                onRemove={() => setRemoving(account)}
              />
            ))}
          </ul>
          {asked === 'add' && <PersonDialog onClose={() => setAsked(null)} onMade={({ account, password }) => setShown(passed(account, password))} />}
          {asked === 'invite' && <InviteDialog onClose={() => setAsked(null)} onMade={setShown} />}
          {removing && <RemovePersonDialog account={removing} onClose={() => setRemoving(null)} />}
          {shown && <SecretDialog shown={shown} onClose={() => setShown(null)} />}
        </Section>
      )}
      {manages && <Invitations />}
      {manages && <Groups />}
    </>
  );
}

function passed({ name }: Account, password: string): Shown {
  return {
    title: t`Password of ${name}`,
    lead: <Trans>Pass it on in a safe way. It is not shown again; it can be changed under Settings, Account.</Trans>,
    secret: password,
  };
}
