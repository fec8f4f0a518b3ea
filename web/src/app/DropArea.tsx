import { t } from '@lingui/core/macro';
import { useEffect, useRef, useState } from 'react';
import { useIntended } from '@/api/adding';
import { carriesFiles, droppedFiles } from '@/lib/dropped';
import { DropOverlay, useDropTargets, type DropTarget } from '@/ui/drop';
import { toastProblem } from '@/ui/problem';
import { toast } from '@/ui/toast';
import { useAdd } from './useAddFiles';

/** Files can be dropped anywhere on the frame; a page that wants them for something says so, else the library takes them. */
export function DropArea() {
  const add = useAdd();
  const into = useIntended();
  const asked = useDropTargets(({ targets }) => targets.at(-1));
  const target: DropTarget = asked ?? { title: into ? t`Drop to add to ${into}` : t`Drop to add to your library`, onFiles: add };
  const latest = useRef(target);
  useEffect(() => {
    latest.current = target;
  });
  const over = useFileDrag((data) => {
    droppedFiles(data).then(
      (files) => (files.length > 0 ? latest.current.onFiles(files) : toast.show(t`There is no file in what was dropped`)),
      (error: unknown) => toastProblem(error, t`The files were not added`),
    );
  });
  return over && <DropOverlay title={target.title} detail={target.detail ?? t`Files and whole folders. They are copied; the originals stay as they are.`} />;
}

/** Whether files are dragged over the page. */
function useFileDrag(onDrop: (data: DataTransfer) => void): boolean {
  const [over, setOver] = useState(false);
  const latest = useRef(onDrop);
  useEffect(() => {
    latest.current = onDrop;
  });
  useEffect(() => {
    const drag = (event: DragEvent) => {
      if (!carriesFiles(event.dataTransfer)) return;
      // Without this the browser would leave the page and show the file.
      event.preventDefault();
      setOver(true);
    };
    // Only what leaves for nowhere leaves the page.
    const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    const drop = (event: DragEvent) => {
      setOver(false);
      if (event.defaultPrevented || !event.dataTransfer || !carriesFiles(event.dataTransfer)) return;
      event.preventDefault();
      latest.current(event.dataTransfer);
    };
    window.addEventListener('dragenter', drag);
    window.addEventListener('dragover', drag);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', drag);
      window.removeEventListener('dragover', drag);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, []);
  return over;
}
