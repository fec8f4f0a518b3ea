import { t } from '@lingui/core/macro';
import { useEffect, useRef, useState, type CSSProperties, type ReactNode, type Ref } from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import { isUnreachable } from '@/api/problem';
import type { Id } from '@/api/types';
import { Spinner } from '@/ui/feedback';
import { ProblemNotice } from '@/ui/problem';
import { ageName } from '../ages';
import { ConversationRow } from '../ConversationRow';
import { useDeleteConversations } from './deleteConversations';
import { named, useDrops } from './dragging';
import { FolderRow } from './FolderRow';
import { More } from './More';
import type { Row } from './rows';
import { SharedRow } from './SharedRow';
import { toggled, useSelection } from './selection';
import { useListKeys } from './useListKeys';
import { useRoving } from './useRoving';
import { useSections } from './useSections';

/** Of a row that was not drawn yet. */
const ROW_PX = 32;

/** Pinned conversations, folders and the rest, as one list of any length; only what is in view is drawn. */
export default function Sections({ current }: { current: Id | undefined }) {
  const { rows, loading, error, retry } = useSections();
  const [renaming, setRenaming] = useState<string | null>(null);
  const area = useRef<HTMLDivElement>(null);
  const scroller = useRef<VirtualizerHandle>(null);
  const initial = rows.find((row) => row.kind === 'conversation' && row.conversation.id === current)?.key ?? null;
  const roving = useRoving(rows, initial, area, scroller);
  const { over, handlers } = useDrops();
  const selection = useSelection();
  const deleteConversations = useDeleteConversations();

  const remove = (ids: readonly Id[]) => {
    const gone = new Set(ids);
    const at = Math.max(0, roving.activeAt);
    const stays = (row: Row) => row.kind === 'folder' || (row.kind === 'conversation' && !gone.has(row.conversation.id));
    const next = rows.slice(at).find(stays) ?? rows.slice(0, at).findLast(stays);
    deleteConversations(ids);
    if (next) roving.focusRow(next.key);
    else setTimeout(() => document.getElementById('page')?.focus(), 0);
  };
  const { onKeyDown, onRowClick } = useListKeys({ rows, roving, onRename: setRenaming, onDelete: remove });

  function draw(row: Row): ReactNode {
    const active = row.key === roving.active;
    switch (row.kind) {
      case 'heading':
        return <Heading row={row} over={row.target !== null && over === named(row.target)} />;
      case 'folder':
        return (
          <FolderRow
            rowKey={row.key}
            folder={row.folder}
            open={row.open}
            active={active}
            renaming={renaming === row.key}
            over={over === named({ folder: row.folder.id })}
            onActive={() => roving.setActive(row.key)}
            onRename={() => setRenaming(row.key)}
            onRenamed={(byKey) => renamed(row.key, byKey)}
            onDelete={() => leave(row)}
          />
        );
      case 'shared':
        return <SharedRow rowKey={row.key} open={row.open} active={active} onActive={() => roving.setActive(row.key)} />;
      case 'conversation': {
        const { id } = row.conversation;
        return (
          <ConversationRow
            rowKey={row.key}
            conversation={row.conversation}
            {...(row.target && { target: row.target })}
            current={id === current}
            active={active}
            renaming={renaming === row.key}
            selecting={selection.ids.size > 0}
            selected={selection.ids.has(id)}
            dragged={() => (selection.ids.has(id) ? [...selection.ids] : [id])}
            onActive={() => roving.setActive(row.key)}
            onClick={(event) => onRowClick(event, row)}
            onRename={() => setRenaming(row.key)}
            onRenamed={(byKey) => renamed(row.key, byKey)}
            onToggle={() => useSelection.setState((old) => toggled(old, id, row.key))}
            onDelete={() => {
              roving.setActive(row.key);
              remove([id]);
            }}
          />
        );
      }
      case 'more':
        return <More filter={row.filter} />;
      case 'empty':
        return <p data-drop={named({ folder: row.folder })} className="py-1 ps-8 text-sm text-muted-foreground">{t`Nothing in it yet. Drag conversations here.`}</p>;
    }
  }

  function renamed(key: string, byKey: boolean) {
    setRenaming(null);
    if (byKey) roving.focusRow(key);
  }

  /** The focus goes on before the row goes. */
  function leave(row: Row) {
    const at = rows.indexOf(row);
    const next = rows.slice(at + 1).find((one) => one.kind === 'folder') ?? rows.slice(0, at).findLast((one) => one.kind !== 'heading');
    if (next) roving.focusRow(next.key);
  }

  useEffect(() => {
    // The conversation in view is in view here too, once it is known where it stands.
    const at = rows.findIndex(({ key }) => key === initial);
    if (at >= 0) scroller.current?.scrollToIndex(at, { align: 'nearest' });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only when another one is opened, not whenever the list changes.
  }, [initial]);

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys belong to the links and buttons inside.
    <div ref={area} onKeyDown={onKeyDown} {...handlers} className="min-h-0 flex-1 overflow-y-auto px-3 pb-4">
      {error && !(rows.length > 0 && isUnreachable(error)) && <ProblemNotice error={error} onRetry={retry} className="mb-2" />}
      {loading && <Spinner label={t`Loading conversations`} className="p-2" />}
      {!loading && !error && rows.length === 0 && <p className="px-2 py-1 text-sm text-muted-foreground">{t`Your conversations will be listed here.`}</p>}
      {rows.length > 0 && (
        <Virtualizer ref={scroller} as="ul" item={Item} data={rows} itemSize={ROW_PX} keepMounted={roving.activeAt >= 0 ? [roving.activeAt] : []}>
          {(row) => <RowFrame key={row.key}>{draw(row)}</RowFrame>}
        </Virtualizer>
      )}
    </div>
  );
}

function Item({ style, children, ref }: { style: CSSProperties; children: ReactNode; ref?: Ref<HTMLLIElement> }) {
  return (
    <li ref={ref} style={style}>
      {children}
    </li>
  );
}

function RowFrame({ children }: { children: ReactNode }) {
  return <>{children}</>;
}

function Heading({ row, over }: { row: Extract<Row, { kind: 'heading' }>; over: boolean }) {
  const name = row.heading === 'pinned' ? t`Pinned` : row.heading === 'folders' ? t`Folders` : ageName(row.heading);
  return (
    <h2
      {...(row.target ? { 'data-drop': named(row.target) } : {})}
      className={`rounded-sm px-2 pt-3 pb-1 text-xs font-medium text-muted-foreground ${over ? 'bg-accent-soft' : ''}`}
    >
      {name}
    </h2>
  );
}
