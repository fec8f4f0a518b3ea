import { plural, t } from '@lingui/core/macro';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { FolderX } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { addToLibrary, useIntended } from '@/api/adding';
import type { DroppedFile } from '@/lib/dropped';
import { bytes } from '@/lib/format';
import { buttonClass } from '@/ui/button';
import { useCommands } from '@/ui/commands';
import { useDropTarget } from '@/ui/drop';
import { Empty } from '@/ui/feedback';
import { toastProblem } from '@/ui/problem';
import { SharedLine } from './sharing/SharedLine';
import { AddButtons } from './AddButtons';
import { CollectionMenu } from './CollectionMenu';
import { openDialog } from './dialogs';
import { Documents } from './Documents';
import { IngestionPanel } from './IngestionPanel';
import { LibraryDialogs } from './LibraryDialogs';
import { UploadPanel } from './UploadPanel';
import { usePaste } from './usePaste';
import { holdings, useShelves } from './useShelves';

/** Documents of one collection, or of all. */
export default function LibraryPage() {
  const { collection: id } = useParams({ strict: false });
  const { shelves: collections } = useShelves();
  const navigate = useNavigate();
  const page = useRef<HTMLDivElement>(null);
  const collection = collections?.find((one) => one.id === id);
  const name = id ? (collection?.name ?? '') : t`All documents`;

  useEffect(() => {
    document.title = `${name || t`Library`} · Chatbox`;
  }, [name]);

  function add(files: DroppedFile[]) {
    if (files.length === 0) return;
    addToLibrary(files, id).then(
      (used) => {
        if (!id && collections && collections.length === 0) void navigate({ to: '/library/$collection', params: { collection: used.id } });
      },
      (error: unknown) => toastProblem(error, t`The files were not added`),
    );
  }
  usePaste(add);
  const into = useIntended(id);
  useDropTarget(into ? t`Drop to add to ${into}` : t`Drop to add to your library`, add);
  useCommands([
    { id: 'library.link', title: t`Add a link`, group: t`Library`, run: () => openDialog({ kind: 'link' }) },
    { id: 'library.text', title: t`Paste text as a document`, group: t`Library`, run: () => openDialog({ kind: 'text' }) },
  ]);

  if (id && collections && !collection)
    return (
      <Empty
        icon={FolderX}
        title={t`This collection is not there`}
        level={1}
        action={
          <Link to="/library" className={buttonClass('primary')}>
            {t`All documents`}
          </Link>
        }
      >
        {t`It may have been deleted.`}
      </Empty>
    );

  const { documents, size } = holdings(collection ? [collection] : (collections ?? []));
  return (
    <>
      <div ref={page} className="h-full overflow-y-auto [overflow-anchor:none]">
        <div className="mx-auto grid w-full max-w-5xl grid-cols-[minmax(0,1fr)] gap-4 px-4 py-6 sm:px-6">
          <header className="flex flex-wrap items-center gap-2">
            <div className="min-w-0 flex-1 basis-full sm:basis-0">
              <h1 className="flex items-center gap-1 text-xl font-semibold">
                <bdi className="truncate">{name || '…'}</bdi>
                {collection && <CollectionMenu collection={collection} />}
              </h1>
              <p className="min-h-5 text-sm text-muted-foreground">
                {collections && plural(documents, { one: '# document', other: '# documents' })}
                {size > 0 && <> · {bytes(size)}</>}
                {collection && <SharedLine collection={collection} />}
              </p>
            </div>
            {collection?.access !== 'read' && <AddButtons onFiles={add} />}
          </header>
          <UploadPanel />
          <IngestionPanel collection={id} />
          <Documents {...(id ? { collection: id } : {})} page={page} onFiles={add} />
        </div>
      </div>
      <LibraryDialogs collection={id} />
    </>
  );
}
