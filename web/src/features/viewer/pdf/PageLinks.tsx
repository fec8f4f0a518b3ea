import { t } from '@lingui/core/macro';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useState } from 'react';
import { linksOf, type Link, type Target } from './links';

interface PageLinksProps {
  pdf: PDFDocumentProxy;
  /** From 1. */
  number: number;
  rotation: number;
  onTarget(target: Target): void;
}

/** What can be clicked on a page: links out of the document open beside, those inside go to their place. */
export function PageLinks({ pdf, number, rotation, onTarget }: PageLinksProps) {
  const [links, setLinks] = useState<Link[]>([]);
  useEffect(() => {
    let isOpen = true;
    linksOf(pdf, number, rotation).then(
      (found) => isOpen && setLinks(found),
      // The page can be read without them.
      () => {},
    );
    return () => {
      isOpen = false;
    };
  }, [pdf, number, rotation]);

  return links.map(({ url, target, ...box }, at) => {
    const style = { left: percent(box.left), top: percent(box.top), width: percent(box.width), height: percent(box.height) };
    const className = 'absolute z-10 rounded-sm hover:bg-accent/15';
    if (url) return <a key={at} href={url} target="_blank" rel="noopener noreferrer nofollow" title={url} aria-label={url} style={style} className={className} />;
    return target && <button key={at} type="button" aria-label={t`Go to page ${target.page}`} title={t`Go to page ${target.page}`} style={style} className={className} onClick={() => onTarget(target)} />;
  });
}

function percent(part: number): string {
  return `${part * 100}%`;
}
