import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { CircleCheck, FileX2, TriangleAlert } from 'lucide-react';
import { messagesQuery, modelsQuery } from '@/api/queries';
import type { Citation, Id, Message, Source } from '@/api/types';
import { count } from '@/lib/format';
import { Empty, Loading } from '@/ui/feedback';
import { Badge } from '@/ui/notice';
import { checkWords } from './checks';
import { isSupported, sourceNumbers } from './marks';
import { citeOf, excerpt, placeOfCitation, placeOfSource } from './sources';
import { unsupportedSentences } from './support';
import { useOpenPlace } from './usePlace';

/** How an answer came about: what was searched for, what was found, what of that is cited, and what the checks said. */
export default function SourcesPanel({ conversation, message: id }: { conversation: Id; message: Id }) {
  const { data: messages, isPending } = useQuery(messagesQuery(conversation));
  const message = messages?.find((one) => one.id === id);
  if (isPending) return <Loading />;
  if (!message) return <Empty icon={FileX2} title={t`This answer is not there`} />;
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] content-start gap-6 overflow-y-auto p-4" tabIndex={0} role="region" aria-label={t`Why this answer`}>
      <Facts message={message} />
      <Checks message={message} />
      <Passages message={message} />
    </div>
  );
}

function Facts({ message }: { message: Message }) {
  const { data: models } = useQuery(modelsQuery);
  const info = message.answer;
  if (!info) return null;
  const how = { extractive: t`Sentences quoted from your documents`, generated: t`Written by the model from the passages below, then checked`, plain: t`Written by the model alone` };
  const without = unsupportedSentences(message).length;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
      <Fact name={t`How`}>{info.abstained ? t`The documents do not hold the answer` : how[info.mode]}</Fact>
      {info.mode !== 'extractive' && <Fact name={t`Model`}>{models?.find(({ id }) => id === info.model)?.name ?? info.model}</Fact>}
      {info.standalone && <Fact name={t`Searched for`}>{info.standalone}</Fact>}
      <Fact name={t`Found`}>{plural(message.sources.length, { one: '# passage', other: '# passages' })}</Fact>
      {without > 0 && <Fact name={t`Without a source`}>{plural(without, { one: '# statement', other: '# statements' })}</Fact>}
      {info.usage.prompt_tokens + info.usage.completion_tokens > 0 && (
        <Fact name={t`Tokens`}>{t`${count(info.usage.prompt_tokens)} read, ${count(info.usage.completion_tokens)} written`}</Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-muted-foreground">{name}</dt>
      <dd dir="auto">{children}</dd>
    </>
  );
}

function Checks({ message }: { message: Message }) {
  const openPlace = useOpenPlace();
  const citations = [...message.citations].sort((a, b) => a.number - b.number);
  if (citations.length === 0) return null;
  const shown = sourceNumbers(citations);
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <h3 className="text-sm font-semibold">
        <Trans>Checked citations</Trans>
      </h3>
      <ol className="grid grid-cols-[minmax(0,1fr)] gap-2">
        {citations.map((citation) => (
          <li key={citation.number}>
            <button
              type="button"
              onClick={() => openPlace({ ...placeOfCitation(citation, message.sources), ...(isSupported(citation) ? { cite: citeOf(message.id, citation) } : {}) })}
              className="grid w-full grid-cols-[minmax(0,1fr)] gap-1 rounded-md border p-3 text-start text-sm hover:bg-hover"
            >
              <span dir="auto" className="line-clamp-3">
                {citation.claim}
              </span>
              <Verdict citation={citation} number={shown.get(citation.source)} />
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Verdict({ citation, number }: { citation: Citation; number: number | undefined }) {
  const supported = isSupported(citation);
  const Icon = supported ? CircleCheck : TriangleAlert;
  return (
    <span className={clsx('flex items-start gap-1.5 text-xs', supported ? 'text-ok' : 'text-warn')}>
      <Icon aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      <span>
        {checkWords(citation.check.verdict)}
        {number !== undefined && ` [${number}]`} · {citation.title}
        {citation.check.verdict !== 'quoted' && ` · ${citation.check.reason}`}
      </span>
    </span>
  );
}

function Passages({ message }: { message: Message }) {
  const openPlace = useOpenPlace();
  const shown = sourceNumbers(message.citations);
  const best = Math.max(...message.sources.map(({ score }) => score), 0.001);
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <h3 className="text-sm font-semibold">
        <Trans>Passages, best first</Trans>
      </h3>
      <ol className="grid grid-cols-[minmax(0,1fr)] gap-2">
        {message.sources.map((source) => (
          <li key={source.number}>
            <button type="button" onClick={() => openPlace(placeOfSource(source, message.citations))} className="grid w-full grid-cols-[minmax(0,1fr)] gap-1 rounded-md border p-3 text-start text-sm hover:bg-hover">
              <span className="flex items-center gap-2">
                <span className="min-w-0 flex-1 truncate font-medium">{source.title}</span>
                {shown.has(source.number) && <Badge tone="ok">{t`Cited as ${shown.get(source.number) ?? 0}`}</Badge>}
                {source.page && <span className="shrink-0 text-xs text-muted-foreground">{t`p. ${source.page}`}</span>}
              </span>
              <Score source={source} best={best} />
              <span dir="auto" className="line-clamp-3 text-muted-foreground">
                {excerpt(source.text)}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Score({ source, best }: { source: Source; best: number }) {
  return (
    <span className="flex items-center gap-2 text-xs text-muted-foreground tabular-nums" title={t`Score of the search, after fusing words and meaning`}>
      <span aria-hidden className="h-1 w-24 overflow-hidden rounded-full bg-hover">
        <span className="block h-full bg-accent" style={{ width: `${Math.round((source.score / best) * 100)}%` }} />
      </span>
      {source.score.toFixed(2)}
    </span>
  );
}
