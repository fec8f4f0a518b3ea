import { t } from '@lingui/core/macro';
import { Download, Ellipsis, Eye, FolderInput, Info, Link2, Pencil, Tags, Trash2 } from 'lucide-react';
import type { Document } from '@/api/types';
import { IconButton } from '@/ui/button';
import { copy } from '@/ui/copy';
import { Menu, MenuItem, MenuSeparator } from '@/ui/menu';
import { openDialog } from './dialogs';
import { ACTIONS, control, download } from './documentActions';
import { actionName } from './words';

interface DocumentMenuProps {
  document: Document;
  tabIndex?: number;
  onPreview(): void;
  onDelete(): void;
}

export function DocumentMenu({ document, tabIndex, onPreview, onDelete }: DocumentMenuProps) {
  const label = t`Actions for ${document.title}`;
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
      <MenuItem onSelect={onPreview}>
        <Eye aria-hidden /> {t`Preview`}
      </MenuItem>
      <MenuItem onSelect={() => openDialog({ kind: 'details', document })}>
        <Info aria-hidden /> {t`Details and versions`}
      </MenuItem>
      <MenuItem onSelect={() => copy(new URL(`/documents/${document.id}`, location.href).href)}>
        <Link2 aria-hidden /> {t`Copy link`}
      </MenuItem>
      <MenuItem onSelect={() => download(document)}>
        <Download aria-hidden /> {t`Download`}
      </MenuItem>
      <MenuSeparator />
      <MenuItem onSelect={() => openDialog({ kind: 'rename', document })}>
        <Pencil aria-hidden /> {t`Rename`}
      </MenuItem>
      <MenuItem onSelect={() => openDialog({ kind: 'move', documents: [document] })}>
        <FolderInput aria-hidden /> {t`Move to collection`}
      </MenuItem>
      <MenuItem onSelect={() => openDialog({ kind: 'tags', documents: [document] })}>
        <Tags aria-hidden /> {t`Tags`}
      </MenuItem>
      {ACTIONS[document.state].map((action) => (
        <MenuItem key={action} onSelect={() => void control(document, action)}>
          {actionName(action)}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem danger onSelect={onDelete}>
        <Trash2 aria-hidden /> {t`Delete`}
      </MenuItem>
    </Menu>
  );
}
