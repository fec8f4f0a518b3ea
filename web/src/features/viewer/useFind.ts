import { useCallback, useMemo, useState } from 'react';

/** The search of the document in view: asked in the bar, answered by whichever view draws the document. */
export interface Find {
  /** What is looked for; empty while the bar is closed. */
  query: string;
  /** Which of the hits is in turn, from 0. */
  at: number;
  /** The view says how many hits there are, and whether it is still looking. */
  report(count: number, busy?: boolean): void;
}

interface Counted {
  count: number;
  busy: boolean;
}

const NONE: Counted = { count: 0, busy: false };

export function useFind() {
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const [{ count, busy }, setCounted] = useState(NONE);

  const report = useCallback((hits: number, looking = false) => {
    setCounted((old) => (old.count === hits && old.busy === looking ? old : { count: hits, busy: looking }));
    setAt((old) => Math.min(old, Math.max(0, hits - 1)));
  }, []);
  const ask = useCallback((text: string) => {
    setQuery(text);
    setAt(0);
  }, []);
  const step = useCallback((by: 1 | -1) => setAt((old) => (count === 0 ? 0 : (old + by + count) % count)), [count]);
  const find: Find = useMemo(() => ({ query: open ? query : '', at, report }), [open, query, at, report]);
  return { open, setOpen, query, ask, at, count, busy, step, find };
}
