import { plural, t } from '@lingui/core/macro';

interface LeftOutProps {
  items: readonly { title: string; why: string }[];
  /** How many there are in all; not every one is listed. */
  all: number;
}

/** Conversations of an export that are not taken in, each with the reason. */
export function LeftOut({ items, all }: LeftOutProps) {
  if (all === 0) return null;
  const rest = all - items.length;
  return (
    <details>
      <summary className="rounded-sm py-1 text-sm">{plural(all, { one: '# conversation is left out', other: '# conversations are left out' })}</summary>
      <ul className="mt-1 grid max-h-64 gap-2 overflow-y-auto text-sm" tabIndex={0} aria-label={t`Left out`}>
        {items.map(({ title, why }, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- the list never changes, and titles repeat.
          <li key={at} className="grid">
            <span dir="auto" className="truncate font-medium">
              {title || t`Without a title`}
            </span>
            <span className="text-muted-foreground">{why}</span>
          </li>
        ))}
        {rest > 0 && <li className="text-muted-foreground">{plural(rest, { one: 'and # more', other: 'and # more' })}</li>}
      </ul>
    </details>
  );
}
