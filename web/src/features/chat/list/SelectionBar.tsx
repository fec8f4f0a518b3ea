import { plural, t } from '@lingui/core/macro';
import { Download, FolderInput, Pin, PinOff, Trash2, X } from 'lucide-react';
import { IconButton } from '@/ui/button';
import { changeConversations } from '../changing';
import { openDialog } from '../dialogs';
import { downloadAll } from '../downloading';
import { listedConversation } from '../listed';
import { useDeleteConversations } from './deleteConversations';
import { clearSelection, useSelection } from './selection';

/** What can be done with all that are selected. */
export default function SelectionBar() {
  const ids = [...useSelection((selection) => selection.ids)];
  const deleteConversations = useDeleteConversations();
  const allPinned = ids.every((id) => listedConversation(id)?.pinned);
  return (
    <div role="toolbar" aria-label={t`Selected conversations`} className="flex items-center gap-0.5 border-t py-1 ps-5 pe-2">
      <p role="status" className="min-w-0 flex-1 truncate text-sm font-medium tabular-nums">
        {plural(ids.length, { one: '# selected', other: '# selected' })}
      </p>
      <IconButton size="small" label={allPinned ? t`Unpin` : t`Pin`} onClick={() => void changeConversations(ids, { pinned: !allPinned })}>
        {allPinned ? <PinOff aria-hidden /> : <Pin aria-hidden />}
      </IconButton>
      <IconButton size="small" label={t`Move to folder`} onClick={() => openDialog({ what: 'move', conversations: ids })}>
        <FolderInput aria-hidden />
      </IconButton>
      <IconButton size="small" label={t`Export`} onClick={() => void downloadAll(ids)}>
        <Download aria-hidden />
      </IconButton>
      <IconButton
        size="small"
        label={t`Delete`}
        onClick={() => {
          deleteConversations(ids);
          // The bar goes, and the focus with it.
          document.querySelector<HTMLElement>('[data-focus][tabindex="0"]')?.focus();
        }}
      >
        <Trash2 aria-hidden />
      </IconButton>
      <IconButton
        size="small"
        label={t`Clear the selection`}
        onClick={() => {
          clearSelection();
          document.querySelector<HTMLElement>('[data-focus][tabindex="0"]')?.focus();
        }}
      >
        <X aria-hidden />
      </IconButton>
    </div>
  );
}
