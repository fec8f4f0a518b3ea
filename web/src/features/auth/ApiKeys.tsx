import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { http, send } from '@/api/client';
import { apiKeysQuery, keys } from '@/api/queries';
import { refresh } from '@/api/refresh';
import type { Permission } from '@/api/types';
import { exactTime } from '@/lib/format';
import { Ago, useNow } from '@/ui/ago';
import { Button } from '@/ui/button';
import { ConfirmDialog, type Question } from '@/ui/confirm';
import { Spinner } from '@/ui/feedback';
import { Badge } from '@/ui/notice';
import { ProblemNotice, toastProblem } from '@/ui/problem';
import { Section } from '@/ui/section';
import { ApiKeyDialog } from './ApiKeyDialog';
import { permissionName } from './permissions';
import { SecretDialog, type Shown } from './SecretDialog';

/** Keys for programs; each can be ended from here, at once. */
export function ApiKeys({ permissions }: { permissions: readonly Permission[] }) {
  const all = useQuery(apiKeysQuery);
  const now = useNow();
  const [adding, setAdding] = useState(false);
  const [question, setQuestion] = useState<Question | null>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const revoke = (id: string) =>
    void send(http.DELETE('/api/v1/api-keys/{id}', { params: { path: { id } } }))
      .catch((error: unknown) => toastProblem(error, t`The key was not removed`))
      .finally(() => void refresh(keys.apiKeys));
  return (
    <Section
      title={t`API keys`}
      lead={<Trans>For programs that ask on your behalf. What they can do is described under /docs.</Trans>}
      action={
        <Button onClick={() => setAdding(true)}>
          <Plus aria-hidden /> <Trans>New key</Trans>
        </Button>
      }
    >
      {all.isPending && <Spinner label={t`Loading keys`} />}
      {all.error && <ProblemNotice error={all.error} onRetry={() => void all.refetch()} />}
      {all.data && all.data.length > 0 && (
        <ul className="grid">
          {all.data.map(({ id, name, start, permissions: may, expires_at: end, used_at: used }) => (
            <li key={id} className="flex items-center gap-3 border-b py-3 last:border-b-0">
              <KeyRound aria-hidden className="size-5 shrink-0 text-muted-foreground" />
              <div className="min-w-0 flex-1">
                <p className="flex flex-wrap items-center gap-2">
                  <bdi className="font-medium break-words">{name}</bdi>
                  <code className="text-sm text-muted-foreground">{start}…</code>
                  {end && Date.parse(end) <= now && <Badge tone="warn">{t`Over`}</Badge>}
                </p>
                <p className="text-sm text-muted-foreground">
                  {may.map(permissionName).join(' · ')}
                  {end && <> · {t`until ${exactTime(end)}`}</>} · {used ? <Trans>used <Ago time={used} /></Trans> : t`never used`}
                </p>
              </div>
              <Button size="small" aria-label={t`Remove the key ${name}`} onClick={() =>
                  setQuestion({
                    title: t`Remove the key ${name}?`,
                    detail: t`Programs that use it are refused from then on.`,
                    action: t`Remove`,
                    onYes: () => revoke(id),
                  })
                }
              >
                <Trans>Remove</Trans>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <ConfirmDialog question={question} onClose={() => setQuestion(null)} />
      {adding && <ApiKeyDialog permissions={permissions} onClose={() => setAdding(false)} onMade={setShown} />}
      {shown && <SecretDialog shown={shown} onClose={() => setShown(null)} />}
    </Section>
  );
}
