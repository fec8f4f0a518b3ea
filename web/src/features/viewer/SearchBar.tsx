import { t } from '@lingui/core/macro';
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { IconButton } from '@/ui/button';
import { Input } from '@/ui/field';
import { MOST_HITS } from './find';
import type { useFind } from './useFind';

interface SearchBarProps {
  search: ReturnType<typeof useFind>;
  /** Grows whenever somebody asks for the bar, though it may be open already. */
  asked: number;
  onClose(): void;
}

/** Looks for words in the document. Enter goes to the next place, Shift and Enter to the one before, Escape closes. */
export function SearchBar({ search: { query, ask, at, count, busy, step }, asked, onClose }: SearchBarProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), [asked]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys are those of the field and buttons inside.
    <form
      role="search"
      aria-label={t`Find in the document`}
      className="flex items-center gap-1 border-b px-4 py-1.5"
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          // The panel around would close, too.
          event.preventDefault();
          event.stopPropagation();
          onClose();
        } else if (event.key === 'Enter' && event.target === field.current) {
          event.preventDefault();
          step(event.shiftKey ? -1 : 1);
        }
      }}
    >
      <Input ref={field} type="search" aria-label={t`Find in the document`} placeholder={t`Find in the document`} value={query} onChange={(event) => ask(event.target.value)} className="h-8! min-w-0 text-sm! pointer-coarse:h-10!" />
      <span role="status" className="min-w-16 shrink-0 px-1 text-center text-xs text-muted-foreground tabular-nums">
        {query.trim() && counted(at, count, busy)}
      </span>
      <IconButton size="small" label={t`Previous match`} disabled={count === 0} onClick={() => step(-1)}>
        <ChevronUp aria-hidden />
      </IconButton>
      <IconButton size="small" label={t`Next match`} disabled={count === 0} onClick={() => step(1)}>
        <ChevronDown aria-hidden />
      </IconButton>
      <IconButton size="small" label={t`Close the search`} onClick={onClose}>
        <X aria-hidden />
      </IconButton>
    </form>
  );
}

function counted(at: number, count: number, busy: boolean): string {
  if (count === 0) return busy ? t`Searching…` : t`No match`;
  const all = count >= MOST_HITS ? `${count}+` : String(count);
  return busy ? t`${at + 1} of ${all} so far` : t`${at + 1} of ${all}`;
}
