import { clsx } from 'clsx';
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

export type Tone = 'ok' | 'warn' | 'error' | 'info';

const ICONS = { ok: CircleCheck, warn: TriangleAlert, error: CircleAlert, info: Info };
const GROUND: Record<Tone, string> = { ok: 'bg-ok-soft', warn: 'bg-warn-soft', error: 'bg-error-soft', info: 'bg-info-soft' };
const INK: Record<Tone, string> = { ok: 'text-ok', warn: 'text-warn', error: 'text-error', info: 'text-info' };

interface NoticeProps {
  tone: Tone;
  title?: ReactNode;
  children?: ReactNode;
  /** Buttons that offer what to do. */
  actions?: ReactNode;
  className?: string;
}

/** Says what happened, what to do, and offers it. */
export function Notice({ tone, title, children, actions, className }: NoticeProps) {
  const Icon = ICONS[tone];
  return (
    <div role={tone === 'error' ? 'alert' : 'status'} className={clsx('flex gap-3 rounded-md p-3 forced-colors:border', GROUND[tone], className)}>
      <Icon aria-hidden className={clsx('mt-0.5 size-4 shrink-0', INK[tone])} />
      <div className="grid min-w-0 flex-1 gap-1">
        {title && <p className="font-medium">{title}</p>}
        {children && <div className="text-foreground">{children}</div>}
        {actions && <div className="mt-1 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}

/** A short state in words, with its colour. */
export function Badge({ tone, children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={clsx(
        'inline-flex h-5 items-center rounded-sm px-1.5 text-xs font-medium whitespace-nowrap forced-colors:border',
        tone ? [GROUND[tone], INK[tone]] : 'bg-muted text-muted-foreground',
      )}
    >
      {children}
    </span>
  );
}
