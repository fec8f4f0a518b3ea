import { t } from '@lingui/core/macro';
import { Ellipsis, ExternalLink, FolderInput, ListChecks, Pencil, Pin, PinOff, Share2, Trash2 } from 'lucide-react';
import { isForeign } from '@/api/sharing';
import type { Conversation } from '@/api/types';
import { IconButton } from '@/ui/button';
import { Menu, MenuItem, MenuSeparator } from '@/ui/menu';
import { changeConversations } from '../changing';
import { openDialog } from '../dialogs';
import { ExportSub } from './ExportSub';

interface RowMenuProps {
  conversation: Conversation;
  title: string;
  tabIndex: number;
  onRename(): void;
  onSelect(): void;
  onDelete(): void;
}

/** What can be done with one conversation. */
export function RowMenu({ conversation, title, tabIndex, onRename, onSelect, onDelete }: RowMenuProps) {
  const { id, pinned, access } = conversation;
  const own = !isForeign(conversation);
  const manages = access === 'manage';
  const label = t`Actions for ${title}`;
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
      <MenuItem asChild>
        <a href={`/chat/${id}`} target="_blank" rel="noreferrer noopener">
          <ExternalLink aria-hidden /> {t`Open in a new tab`}
        </a>
      </MenuItem>
      {manages && (
        <MenuItem onSelect={onRename}>
          <Pencil aria-hidden /> {t`Rename`}
        </MenuItem>
      )}
      {own && (
        <>
          <MenuItem onSelect={() => void changeConversations([id], { pinned: !pinned })}>
            {pinned ? <PinOff aria-hidden /> : <Pin aria-hidden />} {pinned ? t`Unpin` : t`Pin`}
          </MenuItem>
          <MenuItem onSelect={() => openDialog({ what: 'move', conversations: [id] })}>
            <FolderInput aria-hidden /> {t`Move to folder`}
          </MenuItem>
        </>
      )}
      {manages && (
        <MenuItem onSelect={() => openDialog({ what: 'share', conversation })}>
          <Share2 aria-hidden /> {t`Share`}
        </MenuItem>
      )}
      <ExportSub id={id} />
      {own && (
        <MenuItem onSelect={onSelect}>
          <ListChecks aria-hidden /> {t`Select`}
        </MenuItem>
      )}
      {manages && (
        <>
          <MenuSeparator />
          <MenuItem danger onSelect={onDelete}>
            <Trash2 aria-hidden /> {t`Delete`}
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
