import { t } from '@lingui/core/macro';
import { clsx } from 'clsx';
import { ChevronRight, Users } from 'lucide-react';
import { setFolderOpen } from '../folders';
import { SHARED_PLACE } from './rows';

interface SharedRowProps {
  rowKey: string;
  open: boolean;
  active: boolean;
  onActive(): void;
}

/** Shows or hides the conversations that others share. */
export function SharedRow({ rowKey, open, active, onActive }: SharedRowProps) {
  return (
    <div data-row={rowKey} className="mt-2 flex items-center rounded-sm hover:bg-hover">
      <button
        type="button"
        data-focus
        tabIndex={active ? 0 : -1}
        aria-expanded={open}
        onFocus={onActive}
        onClick={() => setFolderOpen(SHARED_PLACE, !open)}
        className="flex min-h-8 min-w-0 flex-1 items-center gap-1.5 rounded-sm ps-1 pe-2 text-start -outline-offset-2 pointer-coarse:min-h-11"
      >
        <ChevronRight aria-hidden className={clsx('size-3.5 shrink-0 text-muted-foreground', open ? 'rotate-90' : 'rtl:-scale-x-100')} />
        <Users aria-hidden className="size-4 shrink-0 text-muted-foreground" />
        <span className="min-w-0 truncate">{t`Shared with me`}</span>
      </button>
    </div>
  );
}
