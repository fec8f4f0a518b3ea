import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { MonitorSmartphone } from 'lucide-react';
import { http, send } from '@/api/client';
import { keys, sessionsQuery } from '@/api/queries';
import { refresh } from '@/api/refresh';
import { Section } from '@/ui/section';
import { Ago } from '@/ui/ago';
import { Button } from '@/ui/button';
import { Spinner } from '@/ui/feedback';
import { Badge } from '@/ui/notice';
import { ProblemNotice, toastProblem } from '@/ui/problem';
import { deviceName } from './devices';

/** Where one is signed in; each can be ended from here, at once. */
export function Sessions() {
  const sessions = useQuery(sessionsQuery);
  const end = (call: Promise<unknown>) =>
    void call.catch((error: unknown) => toastProblem(error, t`It was not signed out`)).finally(() => void refresh(keys.sessions));
  const others = sessions.data?.some(({ current }) => !current) ?? false;
  return (
    <Section
      title={t`Where you are signed in`}
      action={
        others && (
          <Button onClick={() => end(send(http.DELETE('/api/v1/auth/sessions')))}>
            <Trans>Sign out everywhere else</Trans>
          </Button>
        )
      }
    >
      {sessions.isPending && <Spinner label={t`Loading sessions`} />}
      {sessions.error && <ProblemNotice error={sessions.error} onRetry={() => void sessions.refetch()} />}
      {sessions.data && (
        <ul className="grid">
          {sessions.data.map(({ id, agent, address, seen_at: seen, current }) => (
            <li key={id} className="flex items-center gap-3 border-b py-3 last:border-b-0">
              <MonitorSmartphone aria-hidden className="size-5 shrink-0 text-muted-foreground" />
              <div className="min-w-0 flex-1">
                <p className="flex flex-wrap items-center gap-2">
                  <bdi className="font-medium" title={agent}>
                    {deviceName(agent)}
                  </bdi>
                  {current && <Badge tone="ok">{t`This device`}</Badge>}
                </p>
                <p className="text-sm text-muted-foreground">
                  <bdi>{address}</bdi> · <Ago time={seen} />
                </p>
              </div>
              {!current && (
                <Button size="small" onClick={() => end(send(http.DELETE('/api/v1/auth/sessions/{id}', { params: { path: { id } } })))}>
                  <Trans>Sign out</Trans>
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
