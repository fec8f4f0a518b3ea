import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { http, send } from '@/api/client';
import { keys, secondFactorQuery } from '@/api/queries';
import { refresh } from '@/api/refresh';
import { Button } from '@/ui/button';
import { Loading } from '@/ui/feedback';
import { Badge } from '@/ui/notice';
import { ProblemNotice, toastProblem } from '@/ui/problem';
import { Section } from '@/ui/section';
import { RemoveFactorDialog } from './RemoveFactorDialog';
import { RenewCodesDialog } from './RenewCodesDialog';
import { SecretDialog, type Shown } from './SecretDialog';

// It draws a QR code, which nothing else here needs.
const EnrolDialog = lazy(() => import('./EnrolDialog'));

/** Codes of an authenticator app, beside the password. */
export function SecondFactor() {
  const factor = useQuery(secondFactorQuery);
  const [removing, setRemoving] = useState(false);
  const [renewing, setRenewing] = useState(false);
  const [shown, setShown] = useState<Shown | null>(null);
  const begin = useMutation({
    mutationFn: () => send(http.POST('/api/v1/auth/second-factor')),
    onError: (error) => toastProblem(error, t`The second factor was not set up`),
  });
  const showCodes = (codes: string[]) => {
    void refresh(keys.secondFactor);
    setShown({
      title: t`Recovery codes`,
      lead: <Trans>Each lets you in once when your device is lost. Keep them in a safe place; they are not shown again.</Trans>,
      secret: codes,
      file: 'chatbox-recovery-codes.txt',
    });
  };
  const on = factor.data?.on ?? false;
  const left = factor.data?.recovery_codes ?? 0;
  return (
    <Section
      title={t`Second factor`}
      lead={<Trans>A code of an authenticator app is asked for besides the password, so that a stolen password is of no use.</Trans>}
      action={
        factor.data &&
        (on ? (
          <>
            <Button onClick={() => setRenewing(true)}>
              <Trans>New recovery codes</Trans>
            </Button>
            <Button onClick={() => setRemoving(true)}>
              <Trans>Turn off</Trans>
            </Button>
          </>
        ) : (
          <Button aria-disabled={begin.isPending} onClick={() => !begin.isPending && begin.mutate()}>
            <Trans>Set up</Trans>
          </Button>
        ))
      }
    >
      {factor.error && <ProblemNotice error={factor.error} onRetry={() => void factor.refetch()} />}
      {on && (
        <p className="flex flex-wrap items-center gap-2">
          <Badge tone="ok">{t`In use`}</Badge>
          <span className="text-muted-foreground">{plural(left, { one: '# recovery code left', other: '# recovery codes left' })}</span>
        </p>
      )}
      {begin.data && (
        <Suspense fallback={<Loading />}>
          <EnrolDialog
            enrolment={begin.data}
            onClose={() => begin.reset()}
            onDone={(codes) => {
              begin.reset();
              showCodes(codes);
            }}
          />
        </Suspense>
      )}
      {renewing && (
        <RenewCodesDialog
          onClose={() => setRenewing(false)}
          onDone={(codes) => {
            setRenewing(false);
            showCodes(codes);
          }}
        />
      )}
      {removing && <RemoveFactorDialog onClose={() => setRemoving(false)} />}
      {shown && <SecretDialog shown={shown} onClose={() => setShown(null)} />}
    </Section>
  );
}
