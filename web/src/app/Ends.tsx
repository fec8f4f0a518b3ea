import { Trans } from '@lingui/react/macro';
import { t } from '@lingui/core/macro';
import { Link } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { useEffect } from 'react';
import { onReconnect } from '@/api/live';
import { buttonClass } from '@/ui/button';
import { Empty } from '@/ui/feedback';
import { ProblemNotice } from '@/ui/problem';

export function NotFound() {
  return (
    <Empty
      icon={Compass}
      title={t`There is no such page`}
      level={1}
      action={
        <Link to="/chat" className={buttonClass('primary')}>
          <Trans>Go to Chat</Trans>
        </Link>
      }
    >
      <Trans>Check the address, or start from the beginning.</Trans>
    </Empty>
  );
}

/** A page that broke while it was drawn. Nothing typed is lost: drafts are stored as they are written. */
export function Broken({ error, reset }: { error: unknown; reset(): void }) {
  // The server being away may be why.
  useEffect(() => onReconnect(reset), [reset]);
  return <ProblemNotice error={error} onRetry={() => window.location.reload()} className="m-6" />;
}
