import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { DeletionReport } from './Farewell';

/** What was removed with an account. The secret stands behind `#`, where it gets into no history of a server. */
export default function DeletedPage() {
  const [secret] = useState(() => location.hash.slice(1));
  useEffect(() => {
    document.title = `${t`Your account is deleted`} · Chatbox`;
  }, []);
  return (
    <main className="mx-auto grid max-w-lg gap-4 p-6 pt-16">
      <h1 className="text-2xl font-semibold">{t`Your account is deleted`}</h1>
      <p className="text-muted-foreground">
        <Trans>This address shows the report for thirty days after the end.</Trans>
      </p>
      <DeletionReport secret={secret} />
    </main>
  );
}
