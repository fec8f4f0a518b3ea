import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { accessQuery } from '@/api/queries';
import { PageTitle } from '@/ui/pageTitle';
import { Loading } from '@/ui/feedback';
import { Notice } from '@/ui/notice';
import { ProblemNotice } from '@/ui/problem';
import { ApiKeys } from './ApiKeys';
import { PasswordForm } from './PasswordForm';
import { Profile } from './Profile';
import { SecondFactor } from './SecondFactor';
import { Sessions } from './Sessions';
import { YourData } from './YourData';

/** Who is signed in, whatever lets one in (password, second factor, sessions, keys), and one's data. */
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
          <Profile account={account} />
          <PasswordForm email={account.email} />
          <SecondFactor />
          <Sessions />
          <ApiKeys permissions={access.data.permissions} />
          <YourData account={account} />
        </>
      ) : (
        <Notice tone="info" title={t`This Chatbox has no accounts`}>
          <Trans>Whoever uses this machine is its one user. Started without --single-user it has accounts.</Trans>
        </Notice>
      )}
    </>
  );
}
