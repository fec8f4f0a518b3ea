import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { FilePlus2, SearchX } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { documentsQuery } from '@/api/queries';
import type { DocumentState, Id } from '@/api/types';
import type { DroppedFile } from '@/lib/dropped';
import { Button } from '@/ui/button';
import { Empty, Loading } from '@/ui/feedback';
import { SearchBox, Select } from '@/ui/field';
import { ProblemNotice } from '@/ui/problem';
import { AddButtons } from './AddButtons';
import { DocumentTable } from './DocumentTable';
import { useHidden } from './documentActions';
import { STATES } from './words';

interface DocumentsProps {
  collection?: Id;
  onFiles(files: DroppedFile[]): void;
}

/** The list with its filter; the filter lives in the address. */
export function Documents({ collection, onFiles }: DocumentsProps) {
  const { q, state } = useSearch({ strict: false });
  const navigate = useNavigate();
  const list = useInfiniteQuery({
    ...documentsQuery({ ...(collection ? { collection } : {}), ...(state ? { state } : {}), ...(q ? { contains: q } : {}) }),
    // A changed filter keeps the rows in place until its own are there; another collection begins empty.
    placeholderData: (before, query) => (query?.queryKey[1].collection === collection ? before : undefined),
  });
  const hidden = useHidden(({ ids }) => ids);
  const filter = (change: { q?: string | undefined; state?: DocumentState | undefined }) =>
    void navigate({ to: '.', search: (old) => ({ ...old, ...change }), replace: true });

  const documents = (list.data?.pages.flatMap((page) => page.items) ?? []).filter(({ id }) => !hidden.has(id));
  const filtered = Boolean(q ?? state);
  if (list.data && documents.length === 0 && !filtered && !list.isPlaceholderData && !list.hasNextPage)
    return (
      <Empty icon={FilePlus2} title="No documents yet" action={<AddButtons onFiles={onFiles} />}>
        Drop files or a folder anywhere on this page: PDF, Word, Markdown, HTML, text, CSV, JSON or code.
      </Empty>
    );
  return (
    <section aria-label="Documents" className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex gap-2">
        <SearchBox label="Search titles and names" value={q ?? ''} onValue={(value) => filter({ q: value || undefined })} className="h-9" />
        <Select
          aria-label="State"
          className="w-36 shrink-0"
          value={state ?? ''}
          onChange={(event) => filter({ state: (event.target.value || undefined) as DocumentState | undefined })}
        >
          <option value="">All states</option>
          {Object.entries(STATES).map(([value, { name }]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </Select>
      </div>
      {list.isPending && <Loading label="Loading documents" />}
      {list.error && <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />}
      {documents.length > 0 && <DocumentTable documents={documents} />}
      {list.data && documents.length === 0 && (
        <Empty icon={SearchX} title="Nothing matches" action={<Button onClick={() => filter({ q: undefined, state: undefined })}>Show all documents</Button>} />
      )}
      {list.hasNextPage && <More busy={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />}
    </section>
  );
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
      {busy ? 'Loading…' : 'Show more'}
    </Button>
  );
}
