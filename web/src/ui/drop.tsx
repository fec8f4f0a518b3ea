import { FileDown } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { create } from 'zustand';
import type { DroppedFile } from '@/lib/dropped';

/** What a drop of files does at the moment. */
export interface DropTarget {
  /** What will happen, as one line over the whole frame. */
  title: string;
  /** What else to know of it; where it is absent, what is true of all that goes into the library. */
  detail?: string;
  onFiles(files: DroppedFile[]): void;
}

/** The page in view says what files are for, the last one first; when none does, they go into the library. See app/DropArea. */
export const useDropTargets = create<{ targets: readonly DropTarget[] }>(() => ({ targets: [] }));

/** Takes files dropped anywhere on the frame as long as it is on the page. Everything it does can be done with a button too. */
export function useDropTarget(title: string, onFiles: (files: DroppedFile[]) => void, detail?: string): void {
  const latest = useRef(onFiles);
  useEffect(() => {
    latest.current = onFiles;
  });
  useEffect(() => {
    const target: DropTarget = { title, ...(detail ? { detail } : {}), onFiles: (files) => latest.current(files) };
    useDropTargets.setState(({ targets }) => ({ targets: [...targets, target] }));
    return () => useDropTargets.setState(({ targets }) => ({ targets: targets.filter((one) => one !== target) }));
  }, [title, detail]);
}

/** What is seen while files are over the frame. The pointer goes through it: the page below gets the drop. */
export function DropOverlay({ title, detail }: { title: string; detail: string }) {
  return (
    <div className="pointer-events-none fixed inset-2 z-50 grid place-items-center rounded-md border-2 border-dashed border-accent bg-accent-soft/95 p-6 text-center">
      <div className="grid justify-items-center gap-1">
        <p className="flex items-center gap-2 text-lg font-medium text-accent">
          <FileDown aria-hidden className="size-5 shrink-0" /> <bdi className="break-words">{title}</bdi>
        </p>
        <p className="text-muted-foreground">{detail}</p>
      </div>
    </div>
  );
}
