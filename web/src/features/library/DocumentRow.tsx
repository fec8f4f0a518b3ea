import { plural, t } from '@lingui/core/macro';
import { FileText, Folder } from 'lucide-react';
import type { KeyboardEvent, MouseEvent } from 'react';
import type { Document } from '@/api/types';
import { bytes, count } from '@/lib/format';
import { Ago } from '@/ui/ago';
import { Middle } from '@/ui/middle';
import { DocumentMenu } from './DocumentMenu';
import { DocumentStateBadge, hasRemarks, Remarks } from './DocumentState';
import { dragDocuments } from './dragging';
import type { FolderEntry } from './folders';
import { kindOf } from './words';

/** The same for heading and rows, so that they stand under each other. */
export const COLUMNS =
  'grid items-start gap-x-3 px-1 grid-cols-[1.75rem_minmax(0,1fr)_6rem_2.25rem] md:gap-x-4 md:grid-cols-[1.75rem_minmax(0,1fr)_5rem_4.5rem_7rem_2.25rem] lg:grid-cols-[1.75rem_minmax(0,1fr)_5rem_4.5rem_7rem_6.5rem_2.25rem]';

export interface DocumentEntryProps {
  document: Document;
  active: boolean;
  selected: boolean;
  /** In the folder view the path is said by where one is. */
  bare: boolean;
  dragged(): readonly Document[];
  onActive(): void;
  /** Opens it, or chooses it when a key is held down. */
  onTitle(event: MouseEvent): void;
  onTick(event: MouseEvent | KeyboardEvent): void;
  onPreview(): void;
  onDelete(): void;
}

export function DocumentRow({ document, active, selected, bare, dragged, onActive, onTitle, onTick, onPreview, onDelete }: DocumentEntryProps) {
  const { id, title, path, media_type: mediaType, size, created_at: added, pages } = document;
  const tabIndex = active ? 0 : -1;
  const shownPath = bare ? path.split('/').at(-1)! : path;
  return (
    <div
      role="row"
      data-entry={id}
      aria-selected={selected}
      tabIndex={tabIndex}
      draggable
      onDragStart={(event) => dragDocuments(event.dataTransfer, dragged())}
      onFocus={onActive}
      className={`${COLUMNS} border-b py-2 -outline-offset-2 ${selected ? 'bg-accent-soft' : 'hover:bg-hover'}`}
    >
      <div role="gridcell" className="grid h-6 place-items-center">
        <Tick document={document} selected={selected} tabIndex={tabIndex} onTick={onTick} />
      </div>
      <div role="gridcell" className="flex min-w-0 items-start gap-2">
        <FileText aria-hidden className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
        <div className="min-w-0 flex-1">
          <button type="button" tabIndex={tabIndex} onClick={onTitle} title={title} dir="auto" className="block max-w-full rounded-sm text-start font-medium hover:underline">
            <Middle text={title} />
          </button>
          {shownPath !== title && (
            <p className="text-xs text-muted-foreground" title={path} dir="auto">
              <Middle text={shownPath} />
            </p>
          )}
          <Tags document={document} />
        </div>
      </div>
      <div role="gridcell" className="hidden text-muted-foreground md:block" title={mediaType ?? undefined}>
        <span className="block truncate">{kindOf(mediaType, path)}</span>
        {pages ? <span className="block text-xs">{plural(pages, { one: '# page', other: '# pages' })}</span> : null}
      </div>
      <div role="gridcell" className="hidden text-end text-muted-foreground tabular-nums md:block">
        {bytes(size)}
      </div>
      <div role="gridcell">
        <DocumentStateBadge document={document} />
      </div>
      <div role="gridcell" className="hidden text-muted-foreground lg:block">
        <Ago time={added} />
      </div>
      <div role="gridcell" className="-mt-0.5 text-end">
        <DocumentMenu document={document} tabIndex={tabIndex} onPreview={onPreview} onDelete={onDelete} />
      </div>
      {hasRemarks(document) && (
        <div role="gridcell" className="col-span-full ps-14 pt-1">
          <Remarks document={document} onDelete={onDelete} />
        </div>
      )}
    </div>
  );
}

/** The same, taller and narrower. */
export function DocumentCard({ document, active, selected, bare, dragged, onActive, onTitle, onTick, onPreview, onDelete }: DocumentEntryProps) {
  const { id, title, path, media_type: mediaType, size, created_at: added } = document;
  const tabIndex = active ? 0 : -1;
  const shownPath = bare ? path.split('/').at(-1)! : path;
  return (
    <div
      role="gridcell"
      data-entry={id}
      aria-selected={selected}
      tabIndex={tabIndex}
      draggable
      onDragStart={(event) => dragDocuments(event.dataTransfer, dragged())}
      onFocus={onActive}
      className={`grid h-full min-h-32 min-w-0 content-start gap-1 rounded-md border p-3 -outline-offset-2 ${selected ? 'border-accent bg-accent-soft' : 'hover:bg-hover'}`}
    >
      <div className="flex items-center gap-2">
        <Tick document={document} selected={selected} tabIndex={tabIndex} onTick={onTick} />
        <span className="min-w-0 flex-1 truncate text-xs text-muted-foreground">
          {kindOf(mediaType, path)} · {bytes(size)}
        </span>
        <DocumentMenu document={document} tabIndex={tabIndex} onPreview={onPreview} onDelete={onDelete} />
      </div>
      <button type="button" tabIndex={tabIndex} onClick={onTitle} title={title} dir="auto" className="line-clamp-2 rounded-sm text-start font-medium break-words hover:underline">
        {title}
      </button>
      {shownPath !== title && (
        <p className="text-xs text-muted-foreground" title={path} dir="auto">
          <Middle text={shownPath} />
        </p>
      )}
      <div className="flex flex-wrap items-center gap-2 text-xs text-muted-foreground">
        <DocumentStateBadge document={document} />
        <Ago time={added} />
      </div>
      <Tags document={document} />
      {hasRemarks(document) && <Remarks document={document} onDelete={onDelete} />}
    </div>
  );
}

function Tick({ document, selected, tabIndex, onTick }: { document: Document; selected: boolean; tabIndex: number; onTick: DocumentEntryProps['onTick'] }) {
  return (
    <input
      type="checkbox"
      aria-label={t`Select ${document.title}`}
      tabIndex={tabIndex}
      checked={selected}
      onChange={() => {}}
      onClick={onTick}
      className="size-4 shrink-0 accent-(--color-accent) pointer-coarse:size-6"
    />
  );
}

function Tags({ document: { tags } }: { document: Document }) {
  if (tags.length === 0) return null;
  return (
    <p className="mt-0.5 flex flex-wrap gap-x-2 text-xs text-muted-foreground">
      {tags.map((tag) => (
        <bdi key={tag}>#{tag}</bdi>
      ))}
    </p>
  );
}

export function FolderRow({ folder, card, active, onActive, onOpen }: { folder: FolderEntry; card: boolean; active: boolean; onActive(): void; onOpen(): void }) {
  const words = `${plural(folder.documents, { one: '# document', other: '# documents' })} · ${bytes(folder.bytes)}`;
  const name = (
    <button type="button" tabIndex={active ? 0 : -1} onClick={onOpen} title={folder.name} dir="auto" className="block max-w-full min-w-0 rounded-sm text-start font-medium hover:underline">
      <Middle text={folder.name} />
    </button>
  );
  const shared = { 'data-entry': `dir:${folder.dir}`, tabIndex: active ? 0 : -1, onFocus: onActive };
  if (card)
    return (
      <div role="gridcell" {...shared} className="grid h-full min-h-32 min-w-0 content-start gap-2 rounded-md border p-3 -outline-offset-2 hover:bg-hover">
        <Folder aria-hidden className="size-5 text-muted-foreground" />
        {name}
        <p className="text-xs text-muted-foreground">{words}</p>
      </div>
    );
  return (
    <div role="row" {...shared} className={`${COLUMNS} border-b py-2 -outline-offset-2 hover:bg-hover`}>
      <div role="gridcell" className="col-start-2 flex min-w-0 items-center gap-2">
        <Folder aria-hidden className="size-4 shrink-0 text-muted-foreground" />
        {name}
      </div>
      <div role="gridcell" className="col-span-2 text-end text-muted-foreground tabular-nums md:col-span-3 md:text-start" title={words}>
        <span aria-hidden className="md:hidden">
          {count(folder.documents)}
        </span>
        <span className="max-md:sr-only">{words}</span>
      </div>
    </div>
  );
}
