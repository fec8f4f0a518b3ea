import { t } from '@lingui/core/macro';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useLayoutEffect, useRef, useState, type MouseEvent, type ReactNode, type RefObject } from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import type { Id } from '@/api/types';
import { inPanel } from '@/lib/panel';
import { deleteDocuments } from './documentActions';
import { COLUMNS, DocumentCard, DocumentRow, FolderRow } from './DocumentRow';
import { inRows, type Entry } from './entries';
import { kept, ranged, toggled, useSelection } from './selection';
import { useListFocus } from './useListFocus';
import { useListKeys } from './useListKeys';

/** Of a row that was not drawn yet. */
const ROW_PX = 58;
const CARD_PX = 140;
const CARD_WIDTH_PX = 224;

interface DocumentListProps {
  entries: readonly Entry[];
  look: 'list' | 'grid';
  /** Paths are said by the folder one is in. */
  bare: boolean;
  /** What scrolls, and holds this list among other things. */
  page: RefObject<HTMLElement | null>;
  onFolder(dir: string): void;
}

/** Documents as rows or cards, any number: only what is in view is drawn. */
export function DocumentList({ entries, look, bare, page, onFolder }: DocumentListProps) {
  const navigate = useNavigate();
  const area = useRef<HTMLDivElement>(null);
  const scroller = useRef<VirtualizerHandle>(null);
  const { start, width } = usePlace(area, page);
  const columns = look === 'grid' ? Math.max(1, Math.floor(width / CARD_WIDTH_PX)) : 1;
  const { activeAt, setActive, focusAt } = useListFocus(entries, columns, area, scroller);
  const selected = useSelection(({ ids }) => ids);
  const documents = entries.flatMap((entry) => (entry.kind === 'document' ? [entry.document] : []));

  useEffect(() => useSelection.setState((old) => kept(old, entries.map(({ key }) => key))), [entries]);

  const preview = (doc: Id) => void navigate({ to: '.', search: (old) => inPanel(old, { doc }) });

  function remove(ids: readonly Id[]) {
    const gone = new Set(ids);
    const next = entries.findIndex(({ key }, at) => at >= activeAt && !gone.has(key));
    const to = next >= 0 ? next : entries.findLastIndex(({ key }) => !gone.has(key));
    if (to >= 0) focusAt(to);
    else setTimeout(() => window.document.getElementById('page')?.focus(), 0);
    deleteDocuments(documents.filter(({ id }) => gone.has(id)));
  }

  const open = (entry: Entry) => (entry.kind === 'folder' ? onFolder(entry.folder.dir) : preview(entry.key));
  const { onKeyDown, choose } = useListKeys({ entries, columns, activeAt, focusAt, onOpen: open, onDelete: remove });

  function draw(entry: Entry, at: number): ReactNode {
    const shared = { active: at === activeAt, onActive: () => setActive(entry.key) };
    if (entry.kind === 'folder') return <FolderRow key={entry.key} folder={entry.folder} card={look === 'grid'} {...shared} onOpen={() => onFolder(entry.folder.dir)} />;
    const { document } = entry;
    const Look = look === 'grid' ? DocumentCard : DocumentRow;
    return (
      <Look
        key={entry.key}
        document={document}
        {...shared}
        selected={selected.has(document.id)}
        bare={bare}
        dragged={() => (selected.has(document.id) ? documents.filter(({ id }) => selected.has(id)) : [document])}
        onTitle={(event: MouseEvent) => choose(event, document.id) || preview(document.id)}
        onTick={(event) => useSelection.setState((old) => (event.shiftKey ? ranged(old, documents.map(({ id }) => id), document.id) : toggled(old, document.id)))}
        onPreview={() => preview(document.id)}
        onDelete={() => {
          setActive(entry.key);
          remove([document.id]);
        }}
      />
    );
  }

  const rows = inRows(entries, columns);
  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- its rows take the focus.
    <div ref={area} role="grid" aria-label={t`Documents`} aria-multiselectable aria-rowcount={-1} onKeyDown={onKeyDown} className="text-base">
      {look === 'list' && <Headings />}
      <Virtualizer
        ref={scroller}
        scrollRef={page}
        startMargin={start}
        data={rows}
        itemSize={look === 'grid' ? CARD_PX : ROW_PX}
        keepMounted={activeAt >= 0 ? [Math.floor(activeAt / columns)] : []}
      >
        {(row, index) =>
          look === 'list' ? (
            <div key={row[0]!.key}>{draw(row[0]!, index)}</div>
          ) : (
            <div key={row[0]!.key} role="row" className="grid gap-3 pb-3" style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
              {row.map((entry, at) => draw(entry, index * columns + at))}
            </div>
          )
        }
      </Virtualizer>
    </div>
  );
}

function Headings() {
  return (
    <div role="row" className={`${COLUMNS} border-b py-1.5 text-xs font-medium text-muted-foreground`}>
      <div role="columnheader">
        <span className="sr-only">{t`Selection`}</span>
      </div>
      <div role="columnheader">{t`Name`}</div>
      <div role="columnheader" className="hidden md:block">{t`Kind`}</div>
      <div role="columnheader" className="hidden text-end md:block">{t`Size`}</div>
      <div role="columnheader">{t`State`}</div>
      <div role="columnheader" className="hidden lg:block">{t`Added`}</div>
      <div role="columnheader">
        <span className="sr-only">{t`Actions`}</span>
      </div>
    </div>
  );
}

/** How far below the beginning of what scrolls the list stands, and how wide it is. */
function usePlace(area: RefObject<HTMLElement | null>, page: RefObject<HTMLElement | null>) {
  const [place, setPlace] = useState({ start: 0, width: 900 });
  useLayoutEffect(() => {
    const list = area.current;
    const outer = page.current;
    if (!list || !outer) return;
    const measure = () => {
      const start = Math.round(list.getBoundingClientRect().top - outer.getBoundingClientRect().top + outer.scrollTop);
      const width = list.clientWidth;
      setPlace((old) => (old.start === start && old.width === width ? old : { start, width }));
    };
    const observer = new ResizeObserver(measure);
    // Panels above come and go: what holds all of it changes its height then.
    for (const element of [list, outer, outer.firstElementChild]) if (element) observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [area, page]);
  return place;
}
