import { t } from '@lingui/core/macro';
import { clsx } from 'clsx';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useState } from 'react';
import { Segmented } from '@/ui/segmented';
import type { Size } from './layout';
import { outlineOf, targetOf, type OutlineLine, type Target } from './links';
import { Outline } from './Outline';
import { Thumbnails } from './Thumbnails';

type View = 'pages' | 'outline';

interface StripProps {
  pdf: PDFDocumentProxy;
  sizes: readonly Size[];
  rotation: number;
  /** From 1. */
  current: number;
  onPage(page: number): void;
  /** A place was chosen with a click or a touch. */
  onPick(target: Target): void;
}

/** Beside the pages: all of them in small, or the outline if the document has one. In a narrow view it lies over the pages. */
export function Strip({ pdf, sizes, rotation, current, onPage, onPick }: StripProps) {
  const outline = useOutline(pdf);
  const [view, setView] = useState<View>('pages');
  const hasOutline = outline.length > 0;
  const isOutline = hasOutline && view === 'outline';

  async function follow({ destination }: OutlineLine) {
    const target = await targetOf(pdf, destination);
    if (target) onPick(target);
  }

  return (
    <div
      className={clsx(
        'absolute inset-y-0 start-0 z-20 flex flex-col border-e bg-background shadow-float',
        isOutline ? 'w-64 max-w-full @lg:static @lg:shrink-0 @lg:shadow-none' : '@sm:static @sm:shrink-0 @sm:shadow-none',
        !isOutline && (hasOutline ? 'w-48' : 'w-32'),
      )}
    >
      {hasOutline && (
        <div className="shrink-0 p-2">
          <Segmented<View>
            label={t`Beside the pages`}
            size="small"
            value={view}
            options={[
              { value: 'pages', label: t`Pages` },
              { value: 'outline', label: t`Outline` },
            ]}
            onChange={setView}
          />
        </div>
      )}
      {isOutline ? (
        <Outline lines={outline} onLine={(line) => void follow(line)} />
      ) : (
        <Thumbnails pdf={pdf} sizes={sizes} rotation={rotation} current={current} onPage={onPage} onPick={(page) => onPick({ page, down: 0 })} />
      )}
    </div>
  );
}

function useOutline(pdf: PDFDocumentProxy): OutlineLine[] {
  const [lines, setLines] = useState<OutlineLine[]>([]);
  useEffect(() => {
    let isOpen = true;
    outlineOf(pdf).then(
      (found) => isOpen && setLines(found),
      // A damaged outline is none.
      () => {},
    );
    return () => {
      isOpen = false;
    };
  }, [pdf]);
  return lines;
}
