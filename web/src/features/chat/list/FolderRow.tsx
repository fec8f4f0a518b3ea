import { plural, t } from '@lingui/core/macro';
import { clsx } from 'clsx';
import { ChevronRight, Folder as FolderIcon, FolderOpen } from 'lucide-react';
import type { Folder } from '@/api/types';
import { count } from '@/lib/format';
import { toastProblem } from '@/ui/problem';
import { changeFolder, LONGEST_NAME, setFolderOpen } from '../folders';
import { named } from './dragging';
import { FolderMenu } from './FolderMenu';
import { RenameField } from './RenameField';

interface FolderRowProps {
  rowKey: string;
  folder: Folder;
  open: boolean;
  active: boolean;
  renaming: boolean;
  /** Something is held over it that may be dropped. */
  over: boolean;
  onActive(): void;
  onRename(): void;
  onRenamed(byKey: boolean): void;
  onDelete(): void;
}

/** A folder that shows or hides what is in it, and takes conversations that are dropped on it. */
export function FolderRow({ rowKey, folder, open, active, renaming, over, onActive, onRename, onRenamed, onDelete }: FolderRowProps) {
  const { id, name, conversations } = folder;
  const Icon = open ? FolderOpen : FolderIcon;
  if (renaming)
    return (
      <RenameField
        label={t`Name of the folder`}
        name={name}
        longest={LONGEST_NAME}
        onDone={(changed, byKey) => {
          onRenamed(byKey);
          if (changed) changeFolder(id, { name: changed }).catch((error: unknown) => toastProblem(error, t`The change was not saved`));
        }}
      />
    );
  return (
    <div
      data-row={rowKey}
      data-drop={named({ folder: id })}
      className={clsx('group/row relative flex items-center rounded-sm hover:bg-hover', over && 'bg-accent-soft outline-2 -outline-offset-2 outline-accent')}
    >
      <button
        type="button"
        data-focus
        tabIndex={active ? 0 : -1}
        aria-expanded={open}
        title={name}
        onFocus={onActive}
        onClick={() => setFolderOpen(id, !open)}
        className="flex min-h-8 min-w-0 flex-1 items-center gap-1.5 rounded-sm ps-1 pe-2 text-start -outline-offset-2 pointer-coarse:min-h-11"
      >
        <ChevronRight aria-hidden className={clsx('size-3.5 shrink-0 text-muted-foreground', open ? 'rotate-90' : 'rtl:-scale-x-100')} />
        <Icon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
        <span dir="auto" className="min-w-0 truncate">
          {name}
        </span>
        <span className="ms-auto shrink-0 text-xs text-muted-foreground tabular-nums sm:group-focus-within/row:opacity-0 sm:group-hover/row:opacity-0 max-sm:pe-7">
          <span aria-hidden>{count(conversations)}</span>
          <span className="sr-only">{plural(conversations, { one: '# conversation', other: '# conversations' })}</span>
        </span>
      </button>
      <span className="absolute end-0.5 sm:opacity-0 sm:group-focus-within/row:opacity-100 sm:group-hover/row:opacity-100 sm:has-data-[state=open]:opacity-100">
        <FolderMenu folder={folder} tabIndex={active ? 0 : -1} onRename={onRename} onDelete={onDelete} />
      </span>
    </div>
  );
}
