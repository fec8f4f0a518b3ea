import { t } from '@lingui/core/macro';
import { ChevronLeft, ChevronRight, MoveHorizontal, PanelLeft, RotateCw, ZoomIn, ZoomOut } from 'lucide-react';
import { IconButton } from '@/ui/button';
import { Input } from '@/ui/field';

interface PdfBarProps {
  page: number;
  count: number;
  onPage(page: number): void;
  strip: boolean;
  onStrip(): void;
  /** As a part of the true size. */
  zoom: number;
  onSmaller?: (() => void) | undefined;
  onLarger?: (() => void) | undefined;
  isFit: boolean;
  onFit(): void;
  onRotate(): void;
}

/** What one does with a PDF: go to a page, see all, zoom, turn. Narrow, it leaves out what scrolling does as well. */
export function PdfBar({ page, count, onPage, strip, onStrip, zoom, onSmaller, onLarger, isFit, onFit, onRotate }: PdfBarProps) {
  return (
    <div role="toolbar" aria-label={t`Pages and zoom`} className="@container border-t">
      <div className="flex items-center justify-between gap-1 px-2 py-1">
        <IconButton label={t`Thumbnails and outline`} size="small" aria-pressed={strip} onClick={onStrip}>
          <PanelLeft aria-hidden className={strip ? 'text-accent' : undefined} />
        </IconButton>
        <div className="flex items-center gap-1">
          <IconButton label={t`Previous page`} size="small" className="hidden @sm:inline-flex" disabled={page <= 1} onClick={() => onPage(page - 1)}>
            <ChevronLeft aria-hidden />
          </IconButton>
          <PageField key={page} page={page} count={count} onPage={onPage} />
          <IconButton label={t`Next page`} size="small" className="hidden @sm:inline-flex" disabled={page >= count} onClick={() => onPage(page + 1)}>
            <ChevronRight aria-hidden />
          </IconButton>
        </div>
        <div className="flex items-center gap-1">
          <IconButton label={t`Smaller`} size="small" disabled={!onSmaller} onClick={onSmaller}>
            <ZoomOut aria-hidden />
          </IconButton>
          <output aria-label={t`Zoom`} className="hidden w-11 text-center text-xs text-muted-foreground tabular-nums @md:block">
            {Math.round(zoom * 100)} %
          </output>
          <IconButton label={t`Larger`} size="small" disabled={!onLarger} onClick={onLarger}>
            <ZoomIn aria-hidden />
          </IconButton>
          <IconButton label={t`Fit to width`} size="small" aria-pressed={isFit} onClick={onFit}>
            <MoveHorizontal aria-hidden className={isFit ? 'text-accent' : undefined} />
          </IconButton>
          <IconButton label={t`Rotate`} size="small" onClick={onRotate}>
            <RotateCw aria-hidden />
          </IconButton>
        </div>
      </div>
    </div>
  );
}

function PageField({ page, count, onPage }: { page: number; count: number; onPage(page: number): void }) {
  return (
    <form
      className="flex items-center gap-1.5 text-sm tabular-nums"
      onSubmit={(event) => {
        event.preventDefault();
        const wanted = Number(new FormData(event.currentTarget).get('page'));
        if (Number.isInteger(wanted)) onPage(Math.min(count, Math.max(1, wanted)));
      }}
    >
      <Input name="page" aria-label={t`Page`} inputMode="numeric" defaultValue={page} onFocus={(event) => event.target.select()} className="h-7! w-12! px-1! text-center text-sm!" />
      <span className="whitespace-nowrap text-muted-foreground">{t`of ${count}`}</span>
    </form>
  );
}
