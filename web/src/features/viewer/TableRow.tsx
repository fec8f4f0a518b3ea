import { t } from '@lingui/core/macro';
import { clsx } from 'clsx';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { memo } from 'react';
import { Marked, type Mark } from './Marked';
import { hitsInFields } from './table';

export interface Sorting {
  column: number;
  descending: boolean;
}

interface HeadProps {
  names: string[];
  template: string;
  sorting: Sorting | null;
  onSort(sorting: Sorting | null): void;
  /** What is looked for, and which of the hits in this row is in turn. */
  query: string;
  current: number;
}

/** The names of the columns. Each sorts by its column: upwards, downwards, and back to the order of the file. */
export function Head({ names, template, sorting, onSort, query, current }: HeadProps) {
  const found = hitsInFields(names, query);
  return (
    <div role="row" aria-rowindex={1} className="grid h-9 border-b bg-muted font-medium" style={{ gridTemplateColumns: template }}>
      <span role="columnheader" className="sticky start-0 border-e bg-muted">
        <span className="sr-only">{t`Row`}</span>
      </span>
      {names.map((name, column) => {
        const own = sorting?.column === column ? sorting : null;
        const Icon = own?.descending ? ArrowDown : ArrowUp;
        return (
          // Two columns may have one name.
          <span key={`${column} ${name}`} role="columnheader" aria-sort={own ? (own.descending ? 'descending' : 'ascending') : undefined} className="min-w-0 border-e last:border-e-0">
            <button
              type="button"
              title={t`Sort by ${name}`}
              onClick={() => onSort(own ? (own.descending ? null : { column, descending: true }) : { column, descending: false })}
              className="flex size-full items-center gap-1 px-3 text-start hover:bg-hover focus-visible:-outline-offset-2"
            >
              <span dir="auto" className="truncate">
                <Marked text={name} marks={marksOf(found[column]!, current)} />
              </span>
              {own && <Icon aria-hidden className="size-3.5 shrink-0" />}
            </button>
          </span>
        );
      })}
    </div>
  );
}

interface RowProps {
  number: number;
  fields: string[];
  columns: number;
  template: string;
  /** Whether the passage stands here. */
  cited: boolean;
  query: string;
  current: number;
  /** Whether long fields are shown in full. */
  open: boolean;
}

export const Row = memo(
  function Row({ number, fields, columns, template, cited, query, current, open }: RowProps) {
    const shown = Array.from({ length: columns }, (_, column) => fields[column] ?? '');
    const found = hitsInFields(shown, query);
    return (
      <div role="row" aria-rowindex={number + 1} data-cited={cited || undefined} className="group/row grid border-b hover:bg-hover" style={{ gridTemplateColumns: template }}>
        <span
          role="rowheader"
          className={clsx('sticky start-0 border-e px-2 py-1.5 text-end text-xs leading-5 text-muted-foreground tabular-nums', cited ? 'border-s-4 border-s-accent bg-accent-soft' : 'bg-background group-hover/row:bg-hover')}
        >
          {number}
        </span>
        {shown.map((field, column) => {
          const marks = marksOf(found[column]!, current);
          if (cited) marks.push({ start: 0, end: field.length, kind: 'passage' });
          return (
            // Fields have no identity but their column.
            <span key={column} role="cell" dir="auto" title={open ? undefined : field} className={clsx('min-w-0 border-e px-3 py-1.5 leading-5 tabular-nums last:border-e-0', open ? 'break-words whitespace-pre-wrap' : 'truncate')}>
              <Marked text={field} marks={marks} />
            </span>
          );
        })}
      </div>
    );
  },
  (old, next) =>
    old.number === next.number &&
    old.template === next.template &&
    old.cited === next.cited &&
    old.query === next.query &&
    old.current === next.current &&
    old.open === next.open &&
    old.fields.length === next.fields.length &&
    old.fields.every((field, column) => field === next.fields[column]),
);

function marksOf({ hits, before }: ReturnType<typeof hitsInFields>[number], current: number): Mark[] {
  return hits.map((hit, at) => ({ ...hit, kind: before + at === current ? 'current' : 'hit' }));
}
