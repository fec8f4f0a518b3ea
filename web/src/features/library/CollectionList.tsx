import { t } from '@lingui/core/macro';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { Plus, Users } from 'lucide-react';
import { useState, type DragEvent } from 'react';
import { createCollection } from '@/api/adding';
import { useMay } from '@/api/may';
import { isUnreachable } from '@/api/problem';
import type { Collection } from '@/api/types';
import { bytes, count } from '@/lib/format';
import { Button } from '@/ui/button';
import { Spinner } from '@/ui/feedback';
import { ProblemNotice } from '@/ui/problem';
import { moveDocuments } from './documentActions';
import { carriesDocuments, droppedDocuments } from './dragging';
import { NameDialog } from './NameDialog';
import { holdings, useShelves } from './useShelves';

/** All collections, by name; documents can be dropped on them. */
export default function CollectionList() {
  const { shelves: all, error, retry } = useShelves();
  const { collection: current } = useParams({ strict: false });
  const mayAdd = useMay('contribute');
  const [naming, setNaming] = useState(false);
  const navigate = useNavigate();
  const { documents, size } = holdings(all ?? []);
  return (
    <section aria-label={t`Collections`} className="flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto px-3 pb-4">
      {mayAdd && (
        <Button className="justify-start" onClick={() => setNaming(true)}>
          <Plus aria-hidden /> {t`New collection`}
        </Button>
      )}
      {!all && !error && <Spinner label={t`Loading collections`} className="p-2" />}
      {error && !(all && isUnreachable(error)) && <ProblemNotice error={error} onRetry={retry} />}
      {all && (
        <ul>
          <li>
            <Link to="/library" className={row(!current)} aria-current={current ? undefined : 'page'}>
              <span className="truncate">{t`All documents`}</span>
              <Amount documents={documents} size={size} />
            </Link>
          </li>
          {all.map((collection) => (
            <Row key={collection.id} collection={collection} current={collection.id === current} />
          ))}
        </ul>
      )}
      <NameDialog
        open={naming}
        onOpenChange={setNaming}
        title={t`New collection`}
        action={t`Create`}
        onName={async (name) => {
          const { id } = await createCollection(name);
          await navigate({ to: '/library/$collection', params: { collection: id } });
        }}
      />
    </section>
  );
}

function Row({ collection, current }: { collection: Collection; current: boolean }) {
  const [over, setOver] = useState(false);
  const accept = (event: DragEvent) => {
    if (!carriesDocuments(event.dataTransfer)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'move';
    setOver(true);
  };
  const { id, name, documents, bytes: size, shares } = collection;
  // Somebody else's is shared at least with oneself.
  const isShared = shares > 0;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- moving works by keyboard from the documents' menu.
    <li
      onDragEnter={accept}
      onDragOver={accept}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        if (!carriesDocuments(event.dataTransfer)) return;
        event.preventDefault();
        void moveDocuments(droppedDocuments(), collection);
      }}
    >
      <Link
        to="/library/$collection"
        params={{ collection: id }}
        draggable={false}
        className={clsx(row(current), over && 'bg-accent-soft outline-2 outline-accent')}
        aria-current={current ? 'page' : undefined}
        title={name}
      >
        <span className="flex min-w-0 items-center gap-1.5">
          <bdi className="truncate">{name}</bdi>
          {isShared && <Users role="img" aria-label={t`shared`} className="size-3.5 shrink-0 text-muted-foreground" />}
        </span>
        <Amount documents={documents} size={size} />
      </Link>
    </li>
  );
}

function row(current: boolean): string {
  return clsx('flex items-center justify-between gap-2 rounded-sm px-2 py-1.5 hover:bg-hover pointer-coarse:min-h-11', current && 'bg-hover font-medium');
}

function Amount({ documents, size }: { documents: number; size: number }) {
  return (
    <span className="shrink-0 text-end text-xs font-normal text-muted-foreground tabular-nums">
      {count(documents)}
      {size > 0 && <> · {bytes(size)}</>}
    </span>
  );
}
