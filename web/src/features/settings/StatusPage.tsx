import { i18n, type MessageDescriptor } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSocketState } from '@/api/live';
import { statusQuery } from '@/api/queries';
import type { ComponentHealth, Status } from '@/api/types';
import { Button } from '@/ui/button';
import { copy } from '@/ui/copy';
import { Loading } from '@/ui/feedback';
import { Badge } from '@/ui/notice';
import { ProblemNotice, sentence } from '@/ui/problem';
import { diagnostics } from './diagnostics';
import { DocumentStates } from './DocumentStates';
import { PageTitle } from '@/ui/pageTitle';
import { Section } from '@/ui/section';
import { Storage } from './Storage';

const REFRESH_MS = 5_000;

const NAMES: Record<string, MessageDescriptor> = {
  store: msg`Database`,
  index: msg`Search index`,
  embedder: msg`Search model`,
  chat_model: msg`Language model`,
};

export default function StatusPage() {
  const status = useQuery({ ...statusQuery, refetchInterval: REFRESH_MS });
  return (
    <>
      <PageTitle title={t`Storage and health`} />
      {status.isPending && <Loading label={t`Loading the status`} />}
      {status.error && <ProblemNotice error={status.error} onRetry={() => void status.refetch()} />}
      {status.data && <Parts status={status.data} />}
    </>
  );
}

function Parts({ status }: { status: Status }) {
  const socket = useSocketState();
  const connected = socket === 'open';
  return (
    <>
      <Section title={t`Storage`}>
        <Storage parts={status.storage} />
      </Section>
      <Section title={t`Documents`}>
        <DocumentStates documents={status.documents} passages={status.indexed_chunks} />
      </Section>
      <Section
        title={t`Parts`}
        action={
          <Button size="small" onClick={() => copy(diagnostics(status, socket, navigator.userAgent))}>
            <Copy aria-hidden /> <Trans>Copy for a report</Trans>
          </Button>
        }
      >
        <dl className="divide-y divide-border rounded-md border">
          <Part name={t`Program`} ready={status.ready} words={status.ready ? t`Ready` : t`Starting`}>
            <Trans>Version {status.version}</Trans>
          </Part>
          <Part name={t`Live connection`} ready={connected} words={connected ? t`Connected` : t`Reconnecting`} />
          {status.components.map((component) => (
            <Component key={component.name} component={component} />
          ))}
        </dl>
      </Section>
    </>
  );
}

function Component({ component: { name, ready, detail, hint } }: { component: ComponentHealth }) {
  const known = NAMES[name];
  return (
    <Part name={known ? i18n._(known) : name} ready={ready} words={ready ? t`Ready` : t`Not ready`}>
      <span lang="en">{detail}</span>
      {hint && (
        <span lang="en" className="block">
          {sentence(hint)}
        </span>
      )}
    </Part>
  );
}

function Part({ name, ready, words, children }: { name: string; ready: boolean; words: string; children?: ReactNode }) {
  return (
    <div className="grid gap-0.5 p-4">
      <dt className="flex items-center justify-between gap-2 font-medium">
        {name} <Badge tone={ready ? 'ok' : 'warn'}>{words}</Badge>
      </dt>
      {children && <dd className="text-muted-foreground">{children}</dd>}
    </div>
  );
}
