import { t } from '@lingui/core/macro';
import { useNavigate } from '@tanstack/react-router';
import { Ellipsis, MessageSquarePlus, Pencil, Settings2, Trash2 } from 'lucide-react';
import type { Folder } from '@/api/types';
import { IconButton } from '@/ui/button';
import { Menu, MenuItem, MenuSeparator } from '@/ui/menu';
import { deleteFolderLater } from '../deleting';
import { openDialog } from '../dialogs';
import { setFolderOpen } from '../folders';

interface FolderMenuProps {
  folder: Folder;
  tabIndex: number;
  onRename(): void;
  /** Before it vanishes. */
  onDelete(): void;
}

export function FolderMenu({ folder, tabIndex, onRename, onDelete }: FolderMenuProps) {
  const navigate = useNavigate();
  const { id, name } = folder;
  const label = t`Actions for folder ${name}`;

  function begin() {
    setFolderOpen(id, true);
    void navigate({ to: '/chat', search: { folder: id } });
  }

  return (
    <Menu
      label={label}
      align="end"
      trigger={
        <IconButton size="small" label={label} tabIndex={tabIndex}>
          <Ellipsis aria-hidden />
        </IconButton>
      }
    >
      <MenuItem onSelect={begin}>
        <MessageSquarePlus aria-hidden /> {t`New conversation here`}
      </MenuItem>
      <MenuItem onSelect={onRename}>
        <Pencil aria-hidden /> {t`Rename`}
      </MenuItem>
      <MenuItem onSelect={() => openDialog({ what: 'folder', folder })}>
        <Settings2 aria-hidden /> {t`Folder settings`}
      </MenuItem>
      <MenuSeparator />
      <MenuItem
        danger
        onSelect={() => {
          onDelete();
          deleteFolderLater([id], t`Deleted the folder “${name}”; its conversations stay`);
        }}
      >
        <Trash2 aria-hidden /> {t`Delete`}
      </MenuItem>
    </Menu>
  );
}
