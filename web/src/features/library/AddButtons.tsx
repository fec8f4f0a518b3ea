import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { ChevronDown, FolderUp, Link2, TextCursorInput, Upload } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { DroppedFile } from '@/lib/dropped';
import { Button, IconButton } from '@/ui/button';
import { useFilePicker } from '@/ui/filebutton';
import { Menu, MenuItem } from '@/ui/menu';

const AddDialog = lazy(() => import('./AddDialog'));

interface AddButtonsProps {
  onFiles(files: DroppedFile[]): void;
  /** Where a link goes; the default collection if absent. */
  collection?: string;
}

/** The ways to add documents; files and folders may be dropped as well. */
export function AddButtons({ onFiles, collection }: AddButtonsProps) {
  const { pick, inputs } = useFilePicker(onFiles);
  const [open, setOpen] = useState<'text' | 'link' | null>(null);
  return (
    <div className="flex gap-2">
      <Button onClick={() => pick('folder')}>
        <FolderUp aria-hidden /> <Trans>Add folder</Trans>
      </Button>
      <span className="flex gap-px">
        <Button look="primary" className="rounded-e-none" onClick={() => pick('files')}>
          <Upload aria-hidden /> <Trans>Add files</Trans>
        </Button>
        <Menu
          label={t`More ways to add`}
          align="end"
          trigger={
            <IconButton look="primary" label={t`More ways to add`} className="w-8! rounded-s-none">
              <ChevronDown aria-hidden />
            </IconButton>
          }
        >
          <MenuItem onSelect={() => setOpen('text')}>
            <TextCursorInput aria-hidden /> <Trans>Paste text</Trans>
          </MenuItem>
          <MenuItem onSelect={() => setOpen('link')}>
            <Link2 aria-hidden /> <Trans>Add a link</Trans>
          </MenuItem>
        </Menu>
      </span>
      {inputs}
      {open && (
        <Suspense fallback={null}>
          <AddDialog what={open} {...(collection ? { collection } : {})} onFiles={onFiles} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </div>
  );
}
