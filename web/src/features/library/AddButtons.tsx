import { t } from '@lingui/core/macro';
import { ClipboardType, FolderUp, Link2, Plus, Upload } from 'lucide-react';
import { useMay } from '@/api/may';
import type { DroppedFile } from '@/lib/dropped';
import { Button } from '@/ui/button';
import { useFilePicker } from '@/ui/filebutton';
import { Menu, MenuItem } from '@/ui/menu';
import { openDialog } from './dialogs';

export interface AddButtonsProps {
  onFiles(files: DroppedFile[]): void;
}

/** All ways to add something with a button; dropping and pasting are the others. */
export function AddButtons({ onFiles }: AddButtonsProps) {
  const { pick, inputs } = useFilePicker(onFiles);
  const mayAdd = useMay('contribute');
  if (!mayAdd) return null;
  return (
    <div className="flex flex-wrap gap-2">
      <Menu
        label={t`Add something else`}
        align="end"
        trigger={
          <Button>
            <Plus aria-hidden /> {t`More`}
          </Button>
        }
      >
        <MenuItem onSelect={() => openDialog({ kind: 'link' })}>
          <Link2 aria-hidden /> {t`Add a link`}
        </MenuItem>
        <MenuItem onSelect={() => openDialog({ kind: 'text' })}>
          <ClipboardType aria-hidden /> {t`Paste text`}
        </MenuItem>
      </Menu>
      <Button onClick={() => pick('folder')}>
        <FolderUp aria-hidden /> {t`Add folder`}
      </Button>
      <Button look="primary" onClick={() => pick('files')}>
        <Upload aria-hidden /> {t`Add files`}
      </Button>
      {inputs}
    </div>
  );
}
