import { useQuery } from '@tanstack/react-query';
import { collectionsQuery } from '@/api/queries';
import type { Collection } from '@/api/types';
import { useHiddenSamples } from '@/ui/samples';
import { leaving, useHidden } from './documentActions';

/** All collections as the page shows them: what is being deleted no longer counts, though it can still be brought back. */
export function useShelves(): { shelves: Collection[] | undefined; error: Error | null; retry(): void } {
  const { data, error, refetch } = useQuery(collectionsQuery);
  const hidden = useHidden(({ ids }) => ids);
  const going = useHiddenSamples(({ ids }) => ids);
  const gone = [...hidden].flatMap((id) => leaving.get(id) ?? []);
  const shelves = data
    ?.filter(({ id }) => !going.has(id))
    .map((shelf) => {
      const less = gone.filter(({ collection }) => collection === shelf.id);
      return { ...shelf, documents: shelf.documents - less.length, bytes: shelf.bytes - less.reduce((sum, { size }) => sum + size, 0) };
    });
  return { shelves, error, retry: () => void refetch() };
}

/** Documents and bytes in all of them. */
export function holdings(shelves: readonly Collection[]): { documents: number; size: number } {
  return {
    documents: shelves.reduce((sum, one) => sum + one.documents, 0),
    size: shelves.reduce((sum, one) => sum + one.bytes, 0),
  };
}
