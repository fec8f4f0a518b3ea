import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { LogOut } from 'lucide-react';
import { accessQuery } from '@/api/queries';
import { signOut } from '@/api/session';
import { PageTitle } from '@/ui/pageTitle';
import { Section } from '@/ui/section';
import { Button } from '@/ui/button';
import { Loading } from '@/ui/feedback';
import { Notice } from '@/ui/notice';
import { ProblemNotice, toastProblem } from '@/ui/problem';
import { ApiKeys } from './ApiKeys';
import { PasswordForm } from './PasswordForm';
import { SecondFactor } from './SecondFactor';
import { Sessions } from './Sessions';
import { roleName } from '@/ui/roles';

/** Who is signed in, and whatever lets one in: password, second factor, sessions, keys. */
export default function AccountPage() {
  const access = useQuery(accessQuery);
  if (access.error) return <ProblemNotice error={access.error} onRetry={() => void access.refetch()} />;
  if (!access.data) return <Loading />;
  const { account } = access.data;
  return (
    <>
      <PageTitle title={t`Account`} />
      {account ? (
        <>
          <Section
            title={account.name}
            lead={`${account.email} · ${roleName(account.role, account.role_name)}`}
            action={
              <Button onClick={() => void signOut().catch((error: unknown) => toastProblem(error, t`You are still signed in`))}>
                <LogOut aria-hidden /> <Trans>Sign out</Trans>
              </Button>
            }
          >
            {null}
          </Section>
          <PasswordForm email={account.email} />
          <SecondFactor />
          <Sessions />
          <ApiKeys permissions={access.data.permissions} />
        </>
      ) : (
        <Notice tone="info" title={t`This Chatbox has no accounts`}>
          <Trans>Whoever uses this machine is its one user. Started without --single-user it has accounts.</Trans>
        </Notice>
      )}
    </>
  );
}
