import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { FilePlus2, SearchX } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { documentsQuery, tagsQuery, type DocumentsFilter } from '@/api/queries';
import type { DocumentState, Id } from '@/api/types';
import type { DroppedFile } from '@/lib/dropped';
import { Button } from '@/ui/button';
import { Empty, Loading } from '@/ui/feedback';
import { SearchBox, Select } from '@/ui/field';
import { ProblemNotice } from '@/ui/problem';
import { AddButtons } from './AddButtons';
import { DocumentTable } from './DocumentTable';
import { useHidden } from './documentActions';
import { STATE_NAMES, stateOf } from './words';

interface DocumentsProps {
  collection?: Id;
  onFiles(files: DroppedFile[]): void;
}

/** The list with its filter; the filter lives in the address. */
export function Documents({ collection, onFiles }: DocumentsProps) {
  const { q, state, tag, sort } = useSearch({ strict: false });
  const { data: tags } = useQuery(tagsQuery);
  const navigate = useNavigate();
  const list = useInfiniteQuery({
    ...documentsQuery({ ...(collection ? { collection } : {}), ...(state ? { state } : {}), ...(q ? { contains: q } : {}), ...(tag ? { tag } : {}), ...(sort ? { sort, order: sort === 'title' ? 'asc' : 'desc' } : {}) }),
    // A changed filter keeps the rows in place until its own are there; another collection begins empty.
    placeholderData: (before, query) => (query?.queryKey[1].collection === collection ? before : undefined),
  });
  const hidden = useHidden(({ ids }) => ids);
  const filter = (change: { q?: string | undefined; state?: DocumentState | undefined; tag?: string | undefined; sort?: DocumentsFilter['sort'] }) =>
    void navigate({ to: '.', search: (old) => ({ ...old, ...change }), replace: true });

  const documents = (list.data?.pages.flatMap((page) => page.items) ?? []).filter(({ id }) => !hidden.has(id));
  const filtered = Boolean(q ?? state ?? tag);
  if (list.data && documents.length === 0 && !filtered && !list.isPlaceholderData && !list.hasNextPage)
    return (
      <Empty icon={FilePlus2} title={t`No documents yet`} action={<AddButtons onFiles={onFiles} {...(collection ? { collection } : {})} />}>
        <Trans>Drop files or a folder anywhere on this page: PDF, Word, Markdown, HTML, text, CSV, JSON or code.</Trans>
      </Empty>
    );
  return (
    <section aria-label={t`Documents`} className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex flex-wrap gap-2">
        <span className="min-w-40 flex-1">
        <SearchBox label={t`Search titles and names`} value={q ?? ''} onValue={(value) => filter({ q: value || undefined })} className="h-9" />
        </span>
        <Select
          aria-label={t`State`}
          className="w-36 shrink-0"
          value={state ?? ''}
          onChange={(event) => filter({ state: (event.target.value || undefined) as DocumentState | undefined })}
        >
          <option value="">{t`All states`}</option>
          {STATE_NAMES.map((name) => (
            <option key={name} value={name}>
              {stateOf(name)}
            </option>
          ))}
        </Select>
        {tags && tags.length > 0 && (
          <Select aria-label={t`Tag`} className="w-36 shrink-0" value={tag ?? ''} onChange={(event) => filter({ tag: event.target.value || undefined })}>
            <option value="">{t`All tags`}</option>
            {tags.map((one) => (
              <option key={one.tag} value={one.tag}>
                {one.tag} ({one.documents})
              </option>
            ))}
          </Select>
        )}
        <Select aria-label={t`Order`} className="w-40 shrink-0" value={sort ?? 'added'} onChange={(event) => filter({ sort: sortOf(event.target.value) })}>
          <option value="added">{t`Newest first`}</option>
          <option value="title">{t`By title`}</option>
          <option value="size">{t`Largest first`}</option>
        </Select>
      </div>
      {list.isPending && <Loading label={t`Loading documents`} />}
      {list.error && <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />}
      {documents.length > 0 && <DocumentTable documents={documents} />}
      {list.data && documents.length === 0 && (
        <Empty icon={SearchX} title={t`Nothing matches`} action={<Button onClick={() => filter({ q: undefined, state: undefined, tag: undefined })}>{t`Show all documents`}</Button>} />
      )}
      {list.hasNextPage && <More busy={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />}
    </section>
  );
}

/** What the address has for an order; the usual one is left out. */
function sortOf(value: string): DocumentsFilter['sort'] {
  return value === 'title' || value === 'size' ? value : undefined;
}

/** Loads the next page when it comes into view, or by hand. */
function More({ busy, onMore }: { busy: boolean; onMore(): void }) {
  const button = useRef<HTMLButtonElement>(null);
  const latest = useRef(onMore);
  useEffect(() => {
    latest.current = onMore;
  }, [onMore]);
  useEffect(() => {
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && latest.current(), { rootMargin: '400px' });
    if (button.current) observer.observe(button.current);
    return () => observer.disconnect();
  }, []);
  return (
    <Button ref={button} look="ghost" disabled={busy} onClick={onMore}>
      {busy ? t`Loading…` : t`Show more`}
    </Button>
  );
}
