import { clsx } from 'clsx';
import { FileDown } from 'lucide-react';
import { useRef, useState, type DragEvent, type ReactNode } from 'react';
import { carriesFiles, droppedFiles, type DroppedFile } from '@/lib/dropped';

interface DropZoneProps {
  /** What will happen to files dropped here. */
  label: string;
  onFiles(files: DroppedFile[]): void;
  className?: string;
  children: ReactNode;
}

/** An area that takes files and folders. Everything it does can be done with a button too. */
export function DropZone({ label, onFiles, className, children }: DropZoneProps) {
  const [over, setOver] = useState(false);
  // Entering a child fires before leaving its parent: count, or the overlay flickers.
  const depth = useRef(0);

  function drag(change: 1 | -1) {
    return (event: DragEvent) => {
      if (!carriesFiles(event.dataTransfer)) return;
      depth.current = Math.max(0, depth.current + change);
      setOver(depth.current > 0);
    };
  }

  return (
    <div
      className={clsx('relative', className)}
      onDragEnter={drag(1)}
      onDragLeave={drag(-1)}
      onDragOver={(event) => {
        if (carriesFiles(event.dataTransfer)) event.preventDefault();
      }}
      onDrop={(event) => {
        depth.current = 0;
        setOver(false);
        // An area inside of this one has taken them already.
        if (event.defaultPrevented || !carriesFiles(event.dataTransfer)) return;
        event.preventDefault();
        void droppedFiles(event.dataTransfer).then(onFiles);
      }}
    >
      {children}
      {over && (
        <div className="pointer-events-none absolute inset-2 z-30 grid place-items-center rounded-md border-2 border-dashed border-accent bg-accent-soft">
          <p className="flex items-center gap-2 text-lg font-medium text-accent">
            <FileDown aria-hidden className="size-5" /> {label}
          </p>
        </div>
      )}
    </div>
  );
}
