import { useEffect, useRef } from 'react';
import { pickedFiles, type DroppedFile } from '@/lib/dropped';
import { openDialog } from './dialogs';
import { pasted } from './pasting';

/** Files that are pasted are added; an address or a long text is offered as what it is. Fields keep what is pasted into them. */
export function usePaste(onFiles: (files: DroppedFile[]) => void): void {
  const latest = useRef(onFiles);
  useEffect(() => {
    latest.current = onFiles;
  });
  useEffect(() => {
    const take = (event: ClipboardEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      if (!event.clipboardData || event.defaultPrevented || target?.closest('input:not([type=checkbox]), textarea, select, [contenteditable=true], [role="dialog"]')) return;
      if (event.clipboardData.files.length > 0) {
        event.preventDefault();
        latest.current(pickedFiles(event.clipboardData.files));
        return;
      }
      const offer = pasted(event.clipboardData.getData('text/plain'));
      if (!offer) return;
      event.preventDefault();
      openDialog(offer);
    };
    document.addEventListener('paste', take);
    return () => document.removeEventListener('paste', take);
  }, []);
}
