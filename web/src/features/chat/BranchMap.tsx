import { t } from '@lingui/core/macro';
import { useNavigate } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { useEffect, useMemo, useRef, type KeyboardEvent } from 'react';
import { VList, type VListHandle } from 'virtua';
import type { Id } from '@/api/types';
import { Ago } from '@/ui/ago';
import { Loading } from '@/ui/feedback';
import { mapRows, type MapRow } from './map';
import { plain } from './marks';
import { useConversation } from './useConversation';

const ROW_PX = 44;
const LANE_PX = 16;
/** Branches beyond this many are drawn over each other: the text needs room, too. */
const LANES = 8;

/** All branches of a conversation at a glance; a click goes to a message on its branch. */
export default function BranchMap({ conversation }: { conversation: Id }) {
  const { all, turns, loading } = useConversation(conversation);
  const navigate = useNavigate();
  const rows = useMemo(() => mapRows(all), [all]);
  const shown = useMemo(() => new Set(turns.map(({ message }) => message.id)), [turns]);
  const lanes = Math.min(LANES, Math.max(1, ...rows.map((row) => Math.max(row.lane, ...row.passing, ...row.opening) + 1)));
  const list = useRef<VListHandle>(null);
  const area = useRef<HTMLDivElement>(null);

  const last = turns.at(-1)?.message.id;
  useEffect(() => {
    const at = rows.findIndex(({ message }) => message.id === last);
    if (at >= 0) list.current?.scrollToIndex(at, { align: 'center' });
    // Only where one stands when the map opens: afterwards the reader moves it.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [rows.length > 0]);

  function moved(event: KeyboardEvent) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const at = rows.findIndex(({ message }) => message.id === (document.activeElement as HTMLElement | null)?.dataset.row);
    if (!by || at < 0) return;
    event.preventDefault();
    const next = rows[at + by];
    if (!next) return;
    list.current?.scrollToIndex(at + by, { align: 'nearest' });
    requestAnimationFrame(() => area.current?.querySelector<HTMLElement>(`[data-row="${next.message.id}"]`)?.focus());
  }

  if (loading) return <Loading label={t`Loading the conversation`} />;
  return (
    <div ref={area} role="tree" tabIndex={-1} aria-label={t`Map of branches`} className="min-h-0 flex-1" onKeyDown={moved}>
      <VList ref={list} itemSize={ROW_PX}>
        {rows.map((row) => (
          <button
            key={row.message.id}
            type="button"
            role="treeitem"
            data-row={row.message.id}
            aria-level={row.lane + 1}
            aria-selected={shown.has(row.message.id)}
            tabIndex={row.message.id === last ? 0 : -1}
            onClick={() => void navigate({ to: '.', search: (old) => ({ ...old, m: row.message.id }) })}
            className={clsx('flex w-full items-center gap-2 pe-3 text-start hover:bg-hover focus-visible:-outline-offset-2', !shown.has(row.message.id) && 'text-muted-foreground')}
            style={{ height: ROW_PX }}
          >
            <Lanes row={row} lanes={lanes} current={shown.has(row.message.id)} />
            <span className="grid min-w-0 flex-1">
              <span dir="auto" className={clsx('truncate text-sm', row.message.role === 'user' && 'font-medium')}>
                {plain(row.message.content.slice(0, 400)) || t`(empty)`}
              </span>
              <span className="text-xs text-muted-foreground">
                {row.message.role === 'user' ? t`Question` : t`Answer`} · <Ago time={row.message.created_at} />
              </span>
            </span>
          </button>
        ))}
      </VList>
    </div>
  );
}

function Lanes({ row, lanes, current }: { row: MapRow; lanes: number; current: boolean }) {
  const x = (lane: number) => Math.min(lane, lanes - 1) * LANE_PX + LANE_PX / 2 + 4;
  const middle = ROW_PX / 2;
  const own = x(row.lane);
  return (
    <svg aria-hidden width={lanes * LANE_PX + 8} height={ROW_PX} className="shrink-0 text-border-strong rtl:-scale-x-100" fill="none" stroke="currentColor" strokeWidth={1.5}>
      {row.passing.map((lane) => (
        <path key={lane} d={`M${x(lane)} 0V${ROW_PX}`} />
      ))}
      {row.from !== null && <path d={`M${own} 0V${middle}`} />}
      {row.goesOn && <path d={`M${own} ${middle}V${ROW_PX}`} />}
      {row.opening.map((lane) => (
        <path key={lane} d={`M${own} ${middle}C${own} ${ROW_PX} ${x(lane)} ${middle} ${x(lane)} ${ROW_PX}`} />
      ))}
      <circle cx={own} cy={middle} r={4.5} className={current ? 'fill-accent stroke-accent' : 'fill-background'} />
    </svg>
  );
}
