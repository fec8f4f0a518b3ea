import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { accessQuery, accountsQuery } from '@/api/queries';
import { Button } from '@/ui/button';
import { Loading } from '@/ui/feedback';
import { Notice } from '@/ui/notice';
import { PageTitle } from '@/ui/pageTitle';
import { ProblemNotice } from '@/ui/problem';
import { Section } from '@/ui/section';
import { PasswordDialog, type Passed } from './PasswordDialog';
import { PersonDialog } from './PersonDialog';
import { PersonRow } from './PersonRow';

/** Who may come in, and what they are here for. */
export default function PeoplePage() {
  const { data: access } = useQuery(accessQuery);
  const manages = access?.permissions.includes('manage_accounts') ?? false;
  const accounts = useQuery({ ...accountsQuery, enabled: manages });
  const [adding, setAdding] = useState(false);
  const [passed, setPassed] = useState<Passed | null>(null);
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
          lead={<Trans>Each sees only what is theirs. Viewers ask and keep conversations; members add documents, too.</Trans>}
          action={
            <Button look="primary" onClick={() => setAdding(true)}>
              <UserPlus aria-hidden /> <Trans>Add somebody</Trans>
            </Button>
          }
        >
          {accounts.isPending && <Loading label={t`Loading people`} />}
          {accounts.error && <ProblemNotice error={accounts.error} onRetry={() => void accounts.refetch()} />}
          <ul className="grid">
            {accounts.data?.map((account) => (
              <PersonRow key={account.id} account={account} me={me} onPassword={(password) => setPassed({ account, password })} />
            ))}
          </ul>
          {adding && <PersonDialog me={me} onClose={() => setAdding(false)} onMade={setPassed} />}
          {passed && <PasswordDialog passed={passed} onClose={() => setPassed(null)} />}
        </Section>
      )}
    </>
  );
}
