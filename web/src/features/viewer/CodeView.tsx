import { plural, t } from '@lingui/core/macro';
import { clsx } from 'clsx';
import { WrapText } from 'lucide-react';
import { memo, useEffect, useMemo, useRef, useState } from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import { IconButton } from '@/ui/button';
import { toggleWrap, useWrap } from '@/ui/wrap';
import { colour, type Coloured } from './colours';
import type { Hit } from './find';
import { hitsWithin, rowAt, rowSpan, rowsOf } from './lines';
import { Marked, type Mark } from './Marked';
import { revealRow } from './reveal';
import type { Find } from './useFind';
import { useTextFind } from './useTextFind';
import { ViewBar } from './ViewBar';

interface CodeViewProps {
  text: string;
  language: string;
  /** The passage, in UTF-16 units. */
  passage: Hit | null;
  find: Find;
}

/** Of a row that was not drawn yet. */
const ROW_PX = 20;

/** Source code with the numbers of its lines and its colours; any length, as only what is in view is drawn. */
export default function CodeView({ text, language, passage, find }: CodeViewProps) {
  const area = useRef<HTMLDivElement>(null);
  const scroller = useRef<VirtualizerHandle>(null);
  const { wrap } = useWrap();
  const rows = useMemo(() => rowsOf(text), [text]);
  const indexes = useMemo(() => Array.from({ length: rows.length }, (_, row) => row), [rows]);
  const hits = useTextFind(text, find);
  const colours = useColours(text, language);
  const lineCount = rows.lines[rows.length - 1] ?? 0;

  useEffect(() => (passage ? revealRow(scroller.current, rowAt(rows, passage.start), area.current, '[data-mark~="passage"]') : undefined), [rows, passage]);
  useEffect(() => {
    const hit = hits[find.at];
    return hit ? revealRow(scroller.current, rowAt(rows, hit.start), area.current, '[data-mark~="current"]') : undefined;
  }, [rows, hits, find.at]);

  function marksOf(span: Hit): Mark[] {
    const marks = hitsWithin(hits, span).map(({ hit, at }): Mark => ({ ...within(hit, span), kind: at === find.at ? 'current' : 'hit' }));
    if (passage && passage.start < span.end && passage.end > span.start) marks.push({ ...within(passage, span), kind: 'passage' });
    return marks;
  }

  return (
    <>
      <ViewBar>
        <span className="flex-1 tabular-nums">{plural(lineCount, { one: '# line', other: '# lines' })}</span>
        <IconButton size="small" label={t`Wrap long lines`} aria-pressed={wrap} onClick={toggleWrap}>
          <WrapText aria-hidden className={wrap ? 'text-accent' : undefined} />
        </IconButton>
      </ViewBar>
      <div ref={area} tabIndex={0} role="region" aria-label={t`Text of the document`} className="min-h-0 flex-1 overflow-auto py-2 focus-visible:-outline-offset-2">
        {/* As wide as the longest line, though it may be out of view: the width must not change while one scrolls. */}
        <div dir="ltr" className="font-mono text-sm [&_mark]:rounded-none" style={wrap ? undefined : { minWidth: `calc(${rows.longest}ch + 6rem)` }}>
          <Virtualizer ref={scroller} scrollRef={area} data={indexes} itemSize={ROW_PX}>
            {(row) => {
              const span = rowSpan(rows, row, text);
              const line = rows.lines[row]!;
              const goesOn = row > 0 && rows.lines[row - 1] === line;
              return (
                <Row
                  key={row}
                  number={goesOn ? null : line}
                  digits={String(lineCount).length}
                  text={text.slice(span.start, span.end)}
                  marks={marksOf(span)}
                  {...(goesOn ? {} : { colours: colours?.get(line - 1) })}
                  wrap={wrap}
                />
              );
            }}
          </Virtualizer>
        </div>
      </div>
    </>
  );
}

interface RowProps {
  /** None where a long line goes on. */
  number: number | null;
  digits: number;
  text: string;
  marks: Mark[];
  colours?: Coloured[] | undefined;
  wrap: boolean;
}

const Row = memo(
  function Row({ number, digits, text, marks, colours, wrap }: RowProps) {
    return (
      <div className="flex">
        <span
          aria-hidden
          data-line={number ?? undefined}
          className={clsx('sticky start-0 shrink-0 bg-background ps-4 pe-3 text-end text-muted-foreground tabular-nums select-none', marks.some(({ kind }) => kind === 'passage') && 'border-e-2 border-accent!')}
          style={{ minWidth: `calc(${digits}ch + 2rem)` }}
        >
          {number}
        </span>
        <span className={clsx('min-w-0 ps-2 pe-4', wrap ? 'break-words whitespace-pre-wrap' : 'whitespace-pre')}>
          {colours ? <ColouredText text={text} colours={colours} marks={marks} /> : <Marked text={text} marks={marks} />}
          {'\n'}
        </span>
      </div>
    );
  },
  (old, next) => old.number === next.number && old.text === next.text && old.colours === next.colours && old.wrap === next.wrap && old.digits === next.digits && sameMarks(old.marks, next.marks),
);

function ColouredText({ text, colours, marks }: { text: string; colours: Coloured[]; marks: Mark[] }) {
  let from = 0;
  return colours.map(({ end, style }, at) => {
    const part = text.slice(from, end);
    const shifted = marks.map((mark) => ({ ...mark, start: mark.start - from, end: mark.end - from }));
    from = end;
    return (
      // Parts of a line have no identity but their place.
      <span key={at} style={style}>
        <Marked text={part} marks={shifted} />
      </span>
    );
  });
}

function useColours(text: string, language: string): ReadonlyMap<number, Coloured[]> | null {
  const [colours, setColours] = useState<{ text: string; lines: ReadonlyMap<number, Coloured[]> } | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    // Without colours it is still the text.
    colour(text, language, stop.signal, (lines) => !stop.signal.aborted && setColours({ text, lines })).catch(() => {});
    return () => stop.abort();
  }, [text, language]);
  return colours?.text === text ? colours.lines : null;
}

function within(hit: Hit, span: Hit): Hit {
  return { start: Math.max(0, hit.start - span.start), end: Math.min(span.end, hit.end) - span.start };
}

function sameMarks(one: Mark[], other: Mark[]): boolean {
  return one.length === other.length && one.every((mark, at) => mark.start === other[at]!.start && mark.end === other[at]!.end && mark.kind === other[at]!.kind);
}
