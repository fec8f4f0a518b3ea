import { useRef, type ReactNode } from 'react';
import { pickedFiles, type DroppedFile } from '@/lib/dropped';

interface FilePickerProps {
  /** Renders the control; call `pick` when it is used. */
  children: (pick: (what: 'files' | 'folder') => void) => ReactNode;
  onFiles(files: DroppedFile[]): void;
}

/** The browser's own dialogs for files and folders. */
export function FilePicker({ children, onFiles }: FilePickerProps) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const take = (input: HTMLInputElement) => {
    if (input.files) onFiles(pickedFiles(input.files));
    input.value = '';
  };
  return (
    <>
      {children((what) => (what === 'files' ? files : folder).current?.click())}
      <input ref={files} type="file" multiple hidden tabIndex={-1} aria-label="Files" onChange={(event) => take(event.target)} />
      <input
        ref={folder}
        type="file"
        multiple
        hidden
        tabIndex={-1}
        aria-label="Folder"
        {...{ webkitdirectory: '' }}
        onChange={(event) => take(event.target)}
      />
    </>
  );
}
