import { t } from '@lingui/core/macro';
import { clsx } from 'clsx';
import { LoaderCircle, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

export function Spinner({ label = t`Loading`, className }: { label?: string; className?: string }) {
  return (
    <span role="status" className={clsx('inline-flex', className)}>
      <LoaderCircle aria-hidden className="size-4 animate-spin" />
      <span className="sr-only">{label}</span>
    </span>
  );
}

/** A page's or panel's only content while it loads. */
export function Loading({ label = t`Loading` }: { label?: string }) {
  return (
    <div className="grid h-full min-h-40 place-items-center text-muted-foreground">
      <Spinner label={label} />
    </div>
  );
}

interface ProgressProps {
  label: string;
  /** 0 to 1; unknown when absent. */
  value?: number;
  className?: string;
}

export function Progress({ label, value, className }: ProgressProps) {
  const percent = value === undefined ? undefined : Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={clsx('h-1.5 overflow-hidden rounded-full bg-hover forced-colors:outline', className)}
    >
      <div
        className={clsx('h-full rounded-full bg-accent transition-[width] forced-colors:bg-[CanvasText]', percent === undefined && 'w-1/3 animate-pulse')}
        style={percent === undefined ? undefined : { width: `${percent}%` }}
      />
    </div>
  );
}

interface EmptyProps {
  icon: LucideIcon;
  title: string;
  /** 1 where this is all the page has. */
  level?: 1 | 2;
  children?: ReactNode;
  action?: ReactNode;
}

/** What to see where there is nothing yet: one next step. */
export function Empty({ icon: Icon, title, level = 2, children, action }: EmptyProps) {
  const Heading = `h${level}` as const;
  return (
    <div className="mx-auto grid max-w-md justify-items-center gap-2 px-6 py-16 text-center">
      <Icon aria-hidden className="mb-2 size-8 text-muted-foreground" strokeWidth={1.5} />
      <Heading className="text-lg font-semibold">{title}</Heading>
      {children && <div className="text-muted-foreground">{children}</div>}
      {action && <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
