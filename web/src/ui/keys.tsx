import { clsx } from 'clsx';
import { shownKeys } from '@/lib/bindings';

/** Keys as they are written on the keyboard. */
export function Keys({ keys, className }: { keys: string; className?: string }) {
  return (
    <span dir="ltr" className={clsx('inline-flex items-center gap-1.5', className)}>
      {shownKeys(keys).map((press, at) => (
        // The same key may come twice in a row; nothing moves within.
        // oxlint-disable-next-line react/no-array-index-key
        <kbd key={at} className="inline-flex gap-0.5 font-sans">
          {press.map((key) => (
            <span key={key} className="inline-flex h-5 min-w-5 items-center justify-center rounded-sm border border-border bg-muted px-1 text-xs text-muted-foreground">
              {key}
            </span>
          ))}
        </kbd>
      ))}
    </span>
  );
}
