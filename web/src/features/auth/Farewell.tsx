import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { deletionQuery } from '@/api/queries';
import type { Farewell as Going, Holdings } from '@/api/types';
import { bytes } from '@/lib/format';
import { buttonClass } from '@/ui/button';
import { Loading } from '@/ui/feedback';
import { Notice } from '@/ui/notice';
import { ProblemNotice } from '@/ui/problem';

/** How much of each kind, in words; what there is none of is left out. */
function lines(holdings: Holdings): string[] {
  const { conversations, messages, folders, prompts, links, collections, documents, versions, passages, sessions, api_keys: apiKeys, invitations, memberships } = holdings;
  const size = bytes(holdings.bytes);
  const all: [number, string][] = [
    [conversations, plural(conversations, { one: '# conversation', other: '# conversations' })],
    [messages, plural(messages, { one: '# message', other: '# messages' })],
    [folders, plural(folders, { one: '# folder', other: '# folders' })],
    [prompts, plural(prompts, { one: '# prompt', other: '# prompts' })],
    [links, plural(links, { one: '# shared link', other: '# shared links' })],
    [collections, plural(collections, { one: '# collection', other: '# collections' })],
    [documents, plural(documents, { one: '# document', other: '# documents' })],
    [versions, plural(versions, { one: '# stored version', other: '# stored versions' }) + ` (${size})`],
    [passages, plural(passages, { one: '# searchable passage', other: '# searchable passages' })],
    [sessions, plural(sessions, { one: '# session', other: '# sessions' })],
    [apiKeys, plural(apiKeys, { one: '# API key', other: '# API keys' })],
    [invitations, plural(invitations, { one: '# open invitation', other: '# open invitations' })],
    [holdings.second_factors, t`the second factor`],
    [holdings.avatars, t`the picture`],
    [memberships, plural(memberships, { one: 'the membership in # group', other: 'the memberships in # groups' })],
  ];
  return all.filter(([count]) => count > 0).map(([, words]) => words);
}

export function HoldingsList({ holdings }: { holdings: Holdings }) {
  return (
    <ul className="grid list-disc gap-x-6 ps-5 sm:grid-cols-2">
      {lines(holdings).map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

/** What goes with an account, and who else loses something. */
export function Farewell({ going: { holdings, shared } }: { going: Going }) {
  return (
    <>
      <HoldingsList holdings={holdings} />
      {shared.length > 0 && (
        <Notice tone="warn" title={t`Others lose these collections, too`}>
          <ul className="grid gap-1">
            {shared.map(({ id, name, with: others }) => (
              <li key={id}>
                <bdi className="font-medium">{name}</bdi>: <bdi>{others.join(', ')}</bdi>
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}

/** How far a deletion is, and at its end what was removed. */
export function DeletionReport({ secret }: { secret: string }) {
  const { data: deletion, error, refetch } = useQuery(deletionQuery(secret));
  if (error) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (!deletion) return <Loading />;
  if (!deletion.ended_at) return <Loading label={t`The data is being removed. This goes on when you close the page.`} />;
  const file = `data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(deletion, null, 2))}`;
  return (
    <div className="grid gap-4" role="status">
      <p>
        <Trans>All of this is gone:</Trans>
      </p>
      <HoldingsList holdings={deletion.removed} />
      <p className="text-muted-foreground">
        <Trans>The audit log keeps its lines: nothing can be taken out of it.</Trans>
      </p>
      <a className={buttonClass()} href={file} download="chatbox-deletion.json">
        <Download aria-hidden /> <Trans>Download the report</Trans>
      </a>
    </div>
  );
}
