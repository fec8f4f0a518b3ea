import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useSocketState } from '@/api/live';
import { statusQuery } from '@/api/queries';
import type { ComponentHealth, Status } from '@/api/types';
import { count } from '@/lib/format';
import { Loading } from '@/ui/feedback';
import { Badge } from '@/ui/notice';
import { ProblemNotice, sentence } from '@/ui/problem';
import { Section } from './Section';

const REFRESH_MS = 5_000;

const NAMES: Record<string, string> = {
  store: 'Store',
  index: 'Search index',
  embedder: 'Search model',
  chat_model: 'Language model',
};

export default function StatusPage() {
  const status = useQuery({ ...statusQuery, refetchInterval: REFRESH_MS });
  return (
    <>
      <h1 className="text-xl font-semibold">Status</h1>
      {status.isPending && <Loading label="Loading the status" />}
      {status.error && <ProblemNotice error={status.error} onRetry={() => void status.refetch()} />}
      {status.data && <Parts status={status.data} />}
    </>
  );
}

function Parts({ status }: { status: Status }) {
  const socket = useSocketState();
  const total = Object.values(status.documents).reduce((sum, some) => sum + some, 0);
  return (
    <>
      <Section title="Parts">
        <dl className="divide-y divide-border rounded-md border">
          <Part name="Program" ready={status.ready} words={status.ready ? 'Ready' : 'Starting'}>
            Version {status.version}
          </Part>
          <Part name="Live connection" ready={socket === 'open'} words={socket === 'open' ? 'Connected' : 'Reconnecting'} />
          {status.components.map((component) => (
            <Component key={component.name} component={component} />
          ))}
        </dl>
      </Section>
      <Section title="Documents">
        <dl className="grid grid-cols-2 gap-2 sm:grid-cols-4">
          <Count name="All" value={total} />
          <Count name="Ready" value={status.documents.ready ?? 0} />
          <Count name="In work" value={(status.documents.queued ?? 0) + (status.documents.processing ?? 0)} />
          <Count name="Failed" value={status.documents.failed ?? 0} />
        </dl>
      </Section>
      <p className="text-muted-foreground">
        The API is described at{' '}
        <a href="/docs" className="text-accent underline underline-offset-2">
          /docs
        </a>
        .
      </p>
    </>
  );
}

function Component({ component: { name, ready, detail, hint } }: { component: ComponentHealth }) {
  return (
    <Part name={NAMES[name] ?? name} ready={ready} words={ready ? 'Ready' : 'Not ready'}>
      {detail}
      {hint && <span className="block">{sentence(hint)}</span>}
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

function Count({ name, value }: { name: string; value: number }) {
  return (
    <div className="rounded-md border p-4">
      <dt className="text-sm text-muted-foreground">{name}</dt>
      <dd className="text-xl font-semibold tabular-nums">{count(value)}</dd>
    </div>
  );
}
