import { plural, t } from '@lingui/core/macro';
import { CircleCheck, FileText, TriangleAlert } from 'lucide-react';
import type { Message, Source } from '@/api/types';
import { middle } from '@/lib/format';
import { checkWords } from './checks';
import { isSupported, sourceNumbers } from './marks';
import { byDocument, citeOf, excerpt, placeOfSource, splitSources, standsOnNothing } from './sources';
import { unsupportedSentences } from './support';
import { useOpenPlace } from './usePlace';

/** Enough to judge by; more would push the answer out of view. */
const SHOWN_NEAREST = 3;

type Answer = Pick<Message, 'id' | 'content' | 'citations' | 'sources' | 'answer' | 'state'>;

/** What an answer stands on, grouped by document; the nearest passages when it stands on none. */
export function Sources({ answer }: { answer: Answer }) {
  if (answer.sources.length === 0) return null;
  if (answer.answer?.abstained || standsOnNothing(answer)) return <Nearest sources={answer.sources} />;
  const { cited, rest } = splitSources(answer);
  return (
    <div role="group" aria-label={t`Sources`} className="mt-4 grid grid-cols-[minmax(0,1fr)] gap-1 border-t pt-3 text-sm">
      {cited.length > 0 && <h2 className="text-xs font-medium text-muted-foreground">{t`Sources`}</h2>}
      <Groups sources={cited} answer={answer} />
      <WithoutSource answer={answer} />
      {rest.length > 0 && (
        <details className="group">
          <summary className="inline-block rounded-sm py-1 text-xs text-muted-foreground hover:text-foreground">
            {cited.length > 0
              ? plural(rest.length, { one: '# more found, not cited', other: '# more found, not cited' })
              : plural(rest.length, { one: '# passage found, not cited', other: '# passages found, none cited' })}
          </summary>
          <Groups sources={rest} answer={answer} />
        </details>
      )}
    </div>
  );
}

/** Statements nobody vouches for, named one by one. */
function WithoutSource({ answer }: { answer: Answer }) {
  const sentences = unsupportedSentences(answer);
  if (sentences.length === 0) return null;
  return (
    <details>
      <summary className="rounded-sm py-1 text-xs text-warn">
        <TriangleAlert aria-hidden className="me-1.5 inline size-3.5" />
        {plural(sentences.length, { one: '# statement has no source', other: '# statements have no source' })}
      </summary>
      <ul className="list-disc ps-6 text-muted-foreground">
        {sentences.map((sentence, at) => (
          // Two may read the same.
          <li key={`${at} ${sentence}`} dir="auto">
            {sentence}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Groups({ sources, answer }: { sources: Source[]; answer: Answer }) {
  return (
    <ul className="grid grid-cols-[minmax(0,1fr)] gap-2">
      {byDocument(sources).map((group) => (
        <li key={group.document}>
          <p className="flex min-w-0 items-center gap-2 py-0.5">
            <FileText aria-hidden className="size-4 shrink-0 text-muted-foreground" />
            <span className="truncate font-medium print:whitespace-normal" title={group.path}>
              {group.title}
            </span>
            {group.path !== group.title && (
              <span className="hidden truncate text-xs text-muted-foreground sm:inline">{middle(group.path, 40)}</span>
            )}
          </p>
          <ul>
            {group.sources.map((source) => (
              <li key={source.number}>
                <Row source={source} answer={answer} />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function Row({ source, answer }: { source: Source; answer: Answer }) {
  const openPlace = useOpenPlace();
  const citation = answer.citations.find((one) => one.source === source.number && isSupported(one));
  return (
    <button
      type="button"
      onClick={() => openPlace({ ...placeOfSource(source, answer.citations), ...(citation ? { cite: citeOf(answer.id, citation) } : {}) })}
      className="flex w-full items-baseline gap-2 rounded-sm px-1 py-1 text-start hover:bg-hover"
    >
      <span className="w-5 shrink-0 text-end text-xs font-medium text-accent tabular-nums">{sourceNumbers(answer.citations).get(source.number)}</span>
      <span dir="auto" className="min-w-0 flex-1 truncate text-muted-foreground print:whitespace-normal">
        {excerpt(citation?.quote ?? source.text)}
      </span>
      {citation && (
        <span className="inline-flex shrink-0 items-center gap-1 self-center text-xs text-ok">
          <CircleCheck aria-hidden className="size-3.5" /> {checkWords(citation.check.verdict)}
        </span>
      )}
      {source.page && <span className="shrink-0 text-xs text-muted-foreground tabular-nums">{t`p. ${source.page}`}</span>}
    </button>
  );
}

/** The documents do not hold the answer; this is what came closest, for the reader to judge. */
function Nearest({ sources }: { sources: Source[] }) {
  const openPlace = useOpenPlace();
  return (
    <div role="group" aria-label={t`Nearest passages`} className="mt-4 grid grid-cols-[minmax(0,1fr)] gap-2 text-sm">
      <h2 className="text-xs font-medium text-muted-foreground">{t`Nearest passages`}</h2>
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-2">
        {sources.slice(0, SHOWN_NEAREST).map((source) => (
          <li key={source.number}>
            <button
              type="button"
              onClick={() => openPlace(placeOfSource(source))}
              className="grid w-full grid-cols-[minmax(0,1fr)] gap-1 rounded-md border p-3 text-start hover:bg-hover"
            >
              <span className="flex items-baseline gap-2">
                <span className="truncate font-medium print:whitespace-normal">{source.title}</span>
                {source.path !== source.title && <span className="hidden truncate text-xs text-muted-foreground sm:inline">{middle(source.path, 40)}</span>}
                {source.page && <span className="shrink-0 text-xs text-muted-foreground">{t`p. ${source.page}`}</span>}
              </span>
              <span dir="auto" className="line-clamp-3 text-muted-foreground">
                {excerpt(source.text)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
