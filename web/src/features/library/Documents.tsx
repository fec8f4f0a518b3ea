import { plural, t } from '@lingui/core/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { FilePlus2, SearchX } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { useMay } from '@/api/may';
import { documentsQuery } from '@/api/queries';
import type { Id } from '@/api/types';
import { remember, remembered } from '@/lib/storage';
import { Button } from '@/ui/button';
import { Empty, Loading, Spinner } from '@/ui/feedback';
import { ProblemNotice } from '@/ui/problem';
import { useHiddenSamples } from '@/ui/samples';
import { AddButtons, type AddButtonsProps } from './AddButtons';
import { Crumbs } from './Crumbs';
import { DocumentList } from './DocumentList';
import { useHidden } from './documentActions';
import type { Entry } from './entries';
import { inFolder } from './folders';
import { NOTHING, useSelection } from './selection';
import { SelectionBar } from './SelectionBar';
import { Toolbar, type Filter, type Look } from './Toolbar';

interface DocumentsProps extends AddButtonsProps {
  collection?: Id;
  /** What scrolls. */
  page: RefObject<HTMLElement | null>;
}

/** The list with its filter; the filter lives in the address. */
export function Documents({ collection, page, onFiles }: DocumentsProps) {
  const { q, state, tag, sort, order, dir } = useSearch({ strict: false });
  const navigate = useNavigate();
  const [look, setLook] = useState<Look>(() => (remembered('library.look') === 'grid' ? 'grid' : 'list'));
  const list = useInfiniteQuery({
    ...documentsQuery({
      ...(collection ? { collection } : {}),
      ...(state ? { state } : {}),
      ...(q ? { contains: q } : {}),
      ...(tag ? { tag } : {}),
      ...(sort ? { sort } : {}),
      // Titles begin with A; the server would begin with the last.
      ...(order ? { order } : sort === 'title' ? { order: 'asc' as const } : {}),
    }),
    // A changed filter keeps the rows in place until its own are there; another collection begins empty.
    placeholderData: (before, query) => (query?.queryKey[1].collection === collection ? before : undefined),
  });
  const hidden = useHidden(({ ids }) => ids);
  const samples = useHiddenSamples(({ ids }) => ids);
  const filter = (change: Filter) => void navigate({ to: '.', search: (old) => ({ ...old, ...change }), replace: !('dir' in change) });
  useEffect(() => () => useSelection.setState(NOTHING), [collection]);

  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage, data } = list;
  // Folders are known only when every path is.
  const loadsAll = dir !== undefined && hasNextPage && !isFetchNextPageError;
  const [choosing, setChoosing] = useState(false);
  useEffect(() => {
    if (loadsAll && !isFetchingNextPage) void fetchNextPage();
  }, [loadsAll, isFetchingNextPage, fetchNextPage]);

  const more = useCallback(() => void fetchNextPage(), [fetchNextPage]);

  const documents = useMemo(() => {
    const gone = (id: Id) => hidden.has(id) || samples.has(id);
    return (data?.pages.flatMap(({ items }) => items) ?? []).filter(({ id, collection: place }) => !gone(id) && !gone(place));
  }, [data, hidden, samples]);
  const entries = useMemo((): Entry[] => {
    const here = dir === undefined ? { folders: [], documents } : inFolder(documents, dir);
    return [
      ...here.folders.map((folder): Entry => ({ kind: 'folder', key: `dir:${folder.dir}`, folder })),
      ...here.documents.map((document): Entry => ({ kind: 'document', key: document.id, document })),
    ];
  }, [documents, dir]);

  async function chooseAll() {
    setChoosing(true);
    let now = await fetchNextPage();
    while (now.hasNextPage && !now.isError) now = await now.fetchNextPage();
    setChoosing(false);
    const ids = now.data?.pages.flatMap(({ items }) => items.map(({ id }) => id)) ?? [];
    useSelection.setState(({ anchor }) => ({ ids: new Set(ids), anchor }));
  }

  const mayAdd = useMay('contribute');
  const filtered = Boolean(q ?? state ?? tag);
  if (data && documents.length === 0 && !filtered && !list.isPlaceholderData && !hasNextPage)
    return (
      <Empty icon={FilePlus2} title={t`No documents yet`} action={<AddButtons onFiles={onFiles} />}>
        {!mayAdd
          ? t`You see here what others share with you. Your role does not add documents.`
          : t`Drop files or a folder anywhere on this page: PDF, Word, Markdown, HTML, text, CSV, JSON or code.`}
      </Empty>
    );
  return (
    <section aria-label={t`Documents`} className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <Toolbar look={look} onLook={(next) => (setLook(next), remember('library.look', next))} onFilter={filter} />
      {dir !== undefined && <Crumbs dir={dir} onDir={(next) => filter({ dir: next })} />}
      {list.isPending && <Loading label={t`Loading documents`} />}
      {list.error && <ProblemNotice error={list.error} onRetry={() => void (isFetchNextPageError ? fetchNextPage() : list.refetch())} />}
      {(loadsAll || choosing) && (
        <p className="flex items-center gap-2 text-sm text-muted-foreground">
          <Spinner label={t`Loading documents`} /> {plural(documents.length, { one: '# document so far', other: '# documents so far' })}
        </p>
      )}
      {entries.length > 0 && <DocumentList entries={entries} look={look} bare={dir !== undefined} page={page} onFolder={(next) => filter({ dir: next })} />}
      {data && entries.length === 0 && !loadsAll && (
        <Empty
          icon={SearchX}
          title={t`Nothing matches`}
          action={<Button onClick={() => filter({ q: undefined, state: undefined, tag: undefined, dir: undefined })}>{t`Show all documents`}</Button>}
        />
      )}
      {hasNextPage && !loadsAll && !choosing && <More waits={list.isFetching || isFetchNextPageError} loading={isFetchingNextPage} onMore={more} />}
      <SelectionBar documents={documents} onAll={hasNextPage && !choosing ? () => void chooseAll() : undefined} />
    </section>
  );
}

interface MoreProps {
  /** Whether something is being fetched, or was in vain: then nothing is fetched by itself. */
  waits: boolean;
  loading: boolean;
  onMore(): void;
}

/** Loads the next page while it is in view, or by hand. */
function More({ waits, loading, onMore }: MoreProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [inView, setInView] = useState(false);
  useEffect(() => {
    // A busy page hears of several changes at once: the last one holds.
    const observer = new IntersectionObserver((changes) => setInView(changes.at(-1)?.isIntersecting ?? false), { rootMargin: '400px' });
    if (button.current) observer.observe(button.current);
    return () => observer.disconnect();
  }, []);
  // Reading the list anew stops a page on its way, and the other way round: whichever is stopped must come again.
  useEffect(() => {
    if (inView && !waits) onMore();
  }, [inView, waits, onMore]);
  return (
    <Button ref={button} look="ghost" disabled={loading} onClick={onMore}>
      {loading ? t`Loading…` : t`Show more`}
    </Button>
  );
}
