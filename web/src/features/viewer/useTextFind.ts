import { useDeferredValue, useEffect, useMemo } from 'react';
import { fold, hitsIn, type Hit } from './find';
import type { Find } from './useFind';

/** Searches a text of which only a part is drawn at a time. */
export function useTextFind(text: string, { query, report }: Find): Hit[] {
  const wanted = useDeferredValue(query);
  const searching = wanted.trim() !== '';
  const folded = useMemo(() => (searching ? fold(text) : null), [text, searching]);
  const hits = useMemo(() => (folded ? hitsIn(folded, wanted) : []), [folded, wanted]);
  useEffect(() => report(hits.length), [hits, report]);
  return hits;
}
