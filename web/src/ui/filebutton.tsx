import { t } from '@lingui/core/macro';
import { useRef, type ReactNode } from 'react';
import { pickedFiles, type DroppedFile } from '@/lib/dropped';

interface FilePicker {
  pick(what: 'files' | 'folder'): void;
  /** Must be on the page, outside of menus. */
  inputs: ReactNode;
}

/** The browser's own dialogs for files and folders. */
export function useFilePicker(onFiles: (files: DroppedFile[]) => void): FilePicker {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const take = (input: HTMLInputElement) => {
    if (input.files) onFiles(pickedFiles(input.files));
    input.value = '';
  };
  return {
    pick: (what) => (what === 'files' ? files : folder).current?.click(),
    inputs: (
      <>
        <input ref={files} type="file" multiple hidden aria-label={t`Files`} onChange={(event) => take(event.target)} />
        <input ref={folder} type="file" multiple hidden aria-label={t`Folder`} {...{ webkitdirectory: '' }} onChange={(event) => take(event.target)} />
      </>
    ),
  };
}
