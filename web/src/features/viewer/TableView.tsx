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
    const widths = table.widths.slice(0, columns).map((width) => `calc(${width}ch + 1.5rem)`);
    const last = widths.pop();
    return [`calc(${String(table.starts.length).length}ch + 1.75rem)`, ...widths, ...(last ? [`minmax(${last}, 1fr)`] : [])].join(' ');
  }, [table, columns]);

  // Where a row stands now that the rows may be sorted.
  const shownAt = useMemo(() => (row: number) => (order ? order.indexOf(row) : row), [order]);
  useEffect(() => (cited ? revealRow(scroller.current, shownAt(cited.first), area.current, '[data-mark~="passage"]') : undefined), [cited, shownAt]);
  useEffect(() => {
    const hit = hits[find.at];
    if (!hit) return;
    const row = tableRowAt(table, hit.start);
    if (row < 0) return void area.current?.scrollTo({ top: 0 });
    return revealRow(scroller.current, shownAt(row), area.current, '[data-mark~="current"]');
  }, [table, hits, find.at, shownAt]);

  /** Which of the hits in this span is the one the search is at. */
  function currentIn(span: Hit): number {
    const first = hitsWithin(hits, span)[0];
    return first && find.at >= first.at ? find.at - first.at : -1;
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
