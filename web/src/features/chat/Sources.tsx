import { CircleCheck, FileText } from 'lucide-react';
import type { Message, Source } from '@/api/types';
import { middle, plural } from '@/lib/format';
import { isSupported, sourceNumbers } from './marks';
import { byDocument, excerpt, placeOfSource, splitSources, standsOnNothing } from './sources';
import { useOpenPlace } from './usePlace';

/** Enough to judge by; more would push the answer out of view. */
const SHOWN_NEAREST = 3;

type Answer = Pick<Message, 'citations' | 'sources' | 'answer' | 'state'>;

/** What an answer stands on, grouped by document; the nearest passages when it stands on none. */
export function Sources({ answer }: { answer: Answer }) {
  if (answer.sources.length === 0) return null;
  if (answer.answer?.abstained || standsOnNothing(answer)) return <Nearest sources={answer.sources} />;
  const { cited, rest } = splitSources(answer);
  return (
    <div role="group" aria-label="Sources" className="mt-4 grid grid-cols-[minmax(0,1fr)] gap-1 border-t pt-3 text-sm">
      {cited.length > 0 && <h2 className="text-xs font-medium text-muted-foreground">Sources</h2>}
      <Groups sources={cited} answer={answer} />
      {rest.length > 0 && (
        <details className="group">
          <summary className="inline-block rounded-sm py-1 text-xs text-muted-foreground hover:text-foreground">
            {cited.length > 0 ? `${rest.length} more found, not cited` : `${plural(rest.length, 'passage')} found, none cited`}
          </summary>
          <Groups sources={rest} answer={answer} />
        </details>
      )}
    </div>
  );
}

function Groups({ sources, answer }: { sources: Source[]; answer: Answer }) {
  return (
    <ul className="grid grid-cols-[minmax(0,1fr)] gap-2">
      {byDocument(sources).map((group) => (
        <li key={group.document}>
          <p className="flex min-w-0 items-center gap-2 py-0.5">
            <FileText aria-hidden className="size-4 shrink-0 text-muted-foreground" />
            <span className="truncate font-medium" title={group.path}>
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
      onClick={() => openPlace(placeOfSource(source, answer.citations))}
      className="flex w-full items-baseline gap-2 rounded-sm px-1 py-1 text-start hover:bg-hover"
    >
      <span className="w-5 shrink-0 text-end text-xs font-medium text-accent tabular-nums">{sourceNumbers(answer.citations).get(source.number)}</span>
      <span dir="auto" className="min-w-0 flex-1 truncate text-muted-foreground">
        {excerpt(citation?.quote ?? source.text)}
      </span>
      {citation && (
        <span className="inline-flex shrink-0 items-center gap-1 self-center text-xs text-ok">
          <CircleCheck aria-hidden className="size-3.5" /> {citation.check.verdict === 'quoted' ? 'Word for word' : 'Supported'}
        </span>
      )}
      {source.page && <span className="shrink-0 text-xs text-muted-foreground tabular-nums">p. {source.page}</span>}
    </button>
  );
}

/** The documents do not hold the answer; this is what came closest, for the reader to judge. */
function Nearest({ sources }: { sources: Source[] }) {
  const openPlace = useOpenPlace();
  return (
    <div role="group" aria-label="Nearest passages" className="mt-4 grid grid-cols-[minmax(0,1fr)] gap-2 text-sm">
      <h2 className="text-xs font-medium text-muted-foreground">Nearest passages</h2>
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-2">
        {sources.slice(0, SHOWN_NEAREST).map((source) => (
          <li key={source.number}>
            <button
              type="button"
              onClick={() => openPlace(placeOfSource(source))}
              className="grid w-full grid-cols-[minmax(0,1fr)] gap-1 rounded-md border p-3 text-start hover:bg-hover"
            >
              <span className="flex items-baseline gap-2">
                <span className="truncate font-medium">{source.title}</span>
                {source.path !== source.title && <span className="hidden truncate text-xs text-muted-foreground sm:inline">{middle(source.path, 40)}</span>}
                {source.page && <span className="shrink-0 text-xs text-muted-foreground">p. {source.page}</span>}
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
