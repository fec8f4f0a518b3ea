import { i18n } from '@lingui/core';
import { plural, t } from '@lingui/core/macro';
import { WrapText } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import { count } from '@/lib/format';
import { IconButton } from '@/ui/button';
import { toggleWrap, useWrap } from '@/ui/wrap';
import type { Hit } from './find';
import { hitsWithin } from './lines';
import { revealRow } from './reveal';
import { fieldsOf, letters, orderBy, rowSpanOf, rowsWithin, tableOf, tableRowAt } from './table';
import { Head, Row, type Sorting } from './TableRow';
import type { Find } from './useFind';
import { useTextFind } from './useTextFind';
import { ViewBar } from './ViewBar';

interface TableViewProps {
  text: string;
  mediaType: string | null | undefined;
  /** The passage, in UTF-16 units. */
  passage: Hit | null;
  find: Find;
}

/** Of a row that was not drawn yet. */
const ROW_PX = 33;
const HEAD_PX = 36;
/** More columns than this are said, not drawn: nobody reads so wide a table here, and all of a row is drawn. */
const MOST_COLUMNS = 200;

/** Separated values as a table of any length: only the rows in view are drawn. */
export default function TableView({ text, mediaType, passage, find }: TableViewProps) {
  const area = useRef<HTMLDivElement>(null);
  const scroller = useRef<VirtualizerHandle>(null);
  const { wrap } = useWrap();
  const table = useMemo(() => tableOf(text, mediaType), [text, mediaType]);
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const order = useMemo(() => (sorting ? orderBy(table, sorting.column, sorting.descending, i18n.locale) : null), [table, sorting]);
  const indexes = useMemo(() => (order ? Array.from(order) : Array.from({ length: table.starts.length }, (_, row) => row)), [table, order]);
  const hits = useTextFind(text, find);
  const cited = useMemo(() => (passage ? rowsWithin(table, passage) : null), [table, passage]);
  const columns = Math.min(table.columns, MOST_COLUMNS);
  const headed = table.header ? 1 : 0;

  const names = useMemo(() => {
    const given = table.header ? fieldsOf(table, table.header) : [];
    return Array.from({ length: columns }, (_, column) => given[column] || letters(column));
  }, [table, columns]);
  const template = useMemo(() => {
    const widths = table.widths.slice(0, columns).map((width) => `calc(${width + 1}ch + 1.5rem)`);
    const last = widths.pop();
    return [`calc(${String(table.starts.length).length}ch + 1.75rem)`, ...widths, ...(last ? [`minmax(${last}, 1fr)`] : [])].join(' ');
  }, [table, columns]);

  // Where each row stands now that the rows may be sorted, and the hits in the order in which one meets them.
  const ranks = useMemo(() => order && ranksOf(order), [order]);
  const sequence = useMemo(() => {
    if (!ranks) return null;
    const rankOf = (hit: Hit) => ranks[tableRowAt(table, hit.start)] ?? -1;
    return hits.map((_, at) => at).sort((a, b) => rankOf(hits[a]!) - rankOf(hits[b]!) || a - b);
  }, [table, hits, ranks]);
  const current = sequence?.[find.at] ?? find.at;

  useEffect(() => {
    if (cited) return revealRow(scroller.current, ranks?.[cited.first] ?? cited.first, area.current, '[data-mark~="passage"]');
  }, [cited, ranks]);
  useEffect(() => {
    const hit = hits[current];
    if (!hit) return;
    const row = tableRowAt(table, hit.start);
    if (row < 0) return area.current?.scrollTo({ top: 0 });
    return revealRow(scroller.current, ranks?.[row] ?? row, area.current, '[data-mark~="current"]');
  }, [table, hits, current, ranks]);

  /** Which of the hits in this span is the one the search is at. */
  function currentIn(span: Hit): number {
    const first = hitsWithin(hits, span)[0];
    return first && current >= first.at ? current - first.at : -1;
  }

  return (
    <>
      <ViewBar>
        <span className="flex-1 tabular-nums">
          {plural(table.starts.length, { one: '# row', other: '# rows' })} · {plural(table.columns, { one: '# column', other: '# columns' })}
          {table.columns > columns && ` · ${t`the first ${count(columns)} are shown`}`}
        </span>
        <IconButton size="small" label={t`Wrap long lines`} aria-pressed={wrap} onClick={toggleWrap}>
          <WrapText aria-hidden className={wrap ? 'text-accent' : undefined} />
        </IconButton>
      </ViewBar>
      <div ref={area} tabIndex={0} role="region" aria-label={t`Text of the document`} className="min-h-0 flex-1 scroll-pt-10 overflow-auto focus-visible:-outline-offset-2">
        <div role="table" aria-label={t`Table`} aria-rowcount={table.starts.length + 1} aria-colcount={columns + 1} className="w-max min-w-full text-sm">
          <div role="rowgroup" className="sticky top-0 z-10">
            <Head names={names} template={template} sorting={sorting} onSort={setSorting} query={headed ? find.query : ''} current={table.header ? currentIn(table.header) : -1} />
          </div>
          <div role="rowgroup" style={{ minWidth: 'max-content' }}>
            <Virtualizer ref={scroller} scrollRef={area} data={indexes} itemSize={ROW_PX} startMargin={HEAD_PX}>
              {(row) => {
                const span = rowSpanOf(table, row);
                const isCited = cited !== null && row >= cited.first && row <= cited.last;
                const isHit = find.query.trim() !== '' && hitsWithin(hits, span).length > 0;
                return (
                  <Row
                    key={row}
                    number={row + 1}
                    fields={fieldsOf(table, span)}
                    columns={columns}
                    template={template}
                    cited={isCited}
                    query={isHit ? find.query : ''}
                    current={isHit ? currentIn(span) : -1}
                    open={wrap || isCited || isHit}
                  />
                );
              }}
            </Virtualizer>
          </div>
        </div>
      </div>
    </>
  );
}

function ranksOf(order: Uint32Array): Uint32Array {
  const ranks = new Uint32Array(order.length);
  for (const [rank, row] of order.entries()) ranks[row] = rank;
  return ranks;
}
