import { i18n } from '@lingui/core';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useMemo, useState } from 'react';
import { auditQuery, directoryQuery, type AuditWanted } from '@/api/queries';
import type { AuditEntry } from '@/api/types';
import { exactSecond } from '@/lib/format';
import { Button, buttonClass } from '@/ui/button';
import { Loading } from '@/ui/feedback';
import { SearchBox, Select } from '@/ui/field';
import { Badge, type Tone } from '@/ui/notice';
import { PageTitle } from '@/ui/pageTitle';
import { ProblemNotice } from '@/ui/problem';
import { Section } from '@/ui/section';
import { actionName, KINDS } from './actions';
import { detailWords } from './details';

const TONES: Record<AuditEntry['outcome'], Tone> = { done: 'ok', refused: 'warn', failed: 'error' };

/** Who did what, when, from where, and what came of it. */
export default function AuditPage() {
  const [wanted, setWanted] = useState<AuditWanted>({});
  const log = useInfiniteQuery(auditQuery(wanted));
  const lines = log.data?.pages.flatMap(({ items }) => items) ?? [];
  const { data: directory } = useQuery(directoryQuery);
  // Ids of those who are still here.
  const names = useMemo(() => new Map([...(directory?.people ?? []).map(({ id, name, email }) => [id, email ?? name] as const), ...(directory?.groups ?? []).map(({ id, name }) => [id, name] as const)]), [directory]);
  const change = (part: AuditWanted) => setWanted((old) => ({ ...old, ...part }));
  return (
    <>
      <PageTitle title={t`Audit log`} />
      <Section
        title={t`What was done here`}
        lead={<Trans>Each line is bound to those before it; “chatbox audit verify” finds any that was removed or changed.</Trans>}
        action={
          <a className={buttonClass()} href="/api/v1/audit/export" download>
            <Download aria-hidden /> <Trans>Export</Trans>
          </a>
        }
      >
        <div className="flex flex-wrap gap-2">
          <SearchBox label={t`Search people, things, addresses`} value={wanted.contains ?? ''} onValue={(contains) => change({ contains })} className="h-9! flex-1 basis-60" />
          <Select aria-label={t`Kind`} value={wanted.action ?? ''} onChange={(event) => change({ action: event.target.value })}>
            <option value="">{t`Everything`}</option>
            {KINDS.map(([start, words]) => (
              <option key={start} value={start}>
                {i18n._(words)}
              </option>
            ))}
          </Select>
          <Select aria-label={t`What came of it`} value={wanted.outcome ?? ''} onChange={(event) => change({ outcome: event.target.value as AuditEntry['outcome'] | '' })}>
            <option value="">{t`Any outcome`}</option>
            {(Object.keys(TONES) as AuditEntry['outcome'][]).map((one) => (
              <option key={one} value={one}>
                {outcomeName(one)}
              </option>
            ))}
          </Select>
        </div>
        {log.isPending && <Loading label={t`Loading the audit log`} />}
        {log.error && <ProblemNotice error={log.error} onRetry={() => void log.refetch()} />}
        {log.data && lines.length === 0 && <p className="text-muted-foreground">{t`Nothing of this kind was done.`}</p>}
        <ul className="grid">
          {lines.map((line) => (
            <Line key={line.seq} line={line} names={names} />
          ))}
        </ul>
        {log.hasNextPage && (
          <div>
            <Button aria-disabled={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
              <Trans>Show older</Trans>
            </Button>
          </div>
        )}
      </Section>
    </>
  );
}

function Line({ names, line: { at, action, name, via, target, address, outcome, detail } }: { names: ReadonlyMap<string, string>; line: AuditEntry }) {
  const by = via === 'api_key' ? t`with an API key` : via === 'shell' ? t`in the shell` : via === 'system' ? t`by itself` : null;
  return (
    <li className="grid gap-1 border-b py-3 last:border-b-0">
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-medium">{actionName(action)}</span>
        {outcome !== 'done' && <Badge tone={TONES[outcome]}>{outcomeName(outcome)}</Badge>}
        {target && (
          <bdi className="min-w-0 truncate text-muted-foreground" title={target}>
            {names.get(target) ?? target}
          </bdi>
        )}
      </p>
      <p className="flex flex-wrap gap-x-2 text-sm text-muted-foreground">
        <time dateTime={at}>{exactSecond(at)}</time>
        {name && (
          <span>
            · <bdi>{name}</bdi>
          </span>
        )}
        {by && <span>· {by}</span>}
        {address && <span>· {address}</span>}
        {detail && <span>· {detailWords(detail)}</span>}
      </p>
    </li>
  );
}

function outcomeName(outcome: AuditEntry['outcome']): string {
  return { done: t`Done`, refused: t`Refused`, failed: t`Failed` }[outcome];
}
