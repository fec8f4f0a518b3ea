import { useCallback, useEffect, useRef, type RefObject } from 'react';
import type { Layout } from './layout';
import type { Pages } from './usePages';
import type { PageHit } from './usePdfFind';

/** The address follows who scrolls when he comes to rest. */
const REST_MS = 250;
/** Marked text that is lower cannot be read: on a small screen, and where the view could be made wider as well. */
const READABLE_PX = { touch: 12, pointer: 9 };

interface Wanted {
  area: RefObject<HTMLDivElement | null>;
  pages: Pages;
  layout: Layout | null;
  /** The page of the address. */
  asked: number | undefined;
  onPage(page: number): void;
  /** The first page of the passage, and what tells one passage from another. */
  home: number | undefined;
  passage: string;
  /** The place the search is at. */
  hit: PageHit | undefined;
  /** The passage is drawn this many times too small to be read. */
  onTooSmall(times: number): void;
}

interface Wish {
  page: number;
  mark: 'passage' | 'current';
}

/** Brings into view what is asked for: the page of the address, the passage, the hit of the search. And tells the address where one is. */
export function usePlace({ area, pages, layout, asked, onPage, home, passage, hit, onTooSmall }: Wanted): { marked(page: number): void } {
  const wish = useRef<Wish | null>(null);
  // Where it opens is settled already.
  const told = useRef(asked);
  const { go, current, note, isMoved } = pages;
  const tooSmall = useRef(onTooSmall);
  const tell = useRef(onPage);
  useEffect(() => {
    tooSmall.current = onTooSmall;
    tell.current = onPage;
  });

  /** The mark that is wished for comes to the middle, if it is drawn by now. */
  const fulfil = useCallback(() => {
    const wanted = wish.current;
    const mark = wanted && area.current?.querySelector(`[data-page="${wanted.page}"] mark[data-mark~="${wanted.mark}"]`);
    if (!wanted || !mark || !area.current) return false;
    const { height, width } = mark.getBoundingClientRect();
    if (height === 0) return false;
    mark.scrollIntoView({ block: 'center', inline: width > area.current.clientWidth ? 'start' : 'nearest' });
    note();
    // Turned text is as high as it is long.
    const size = Math.min(height, width);
    wish.current = null;
    const readable = window.matchMedia('(pointer: coarse)').matches ? READABLE_PX.touch : READABLE_PX.pointer;
    if (wanted.mark === 'passage' && size < readable) {
      wish.current = wanted;
      tooSmall.current(readable / size);
    }
    return true;
  }, [area, note]);

  const ready = layout !== null;
  useEffect(() => {
    if (!ready || home === undefined) return;
    wish.current = { page: home, mark: 'passage' };
    go(home);
    fulfil();
  }, [ready, home, passage, go, fulfil]);

  useEffect(() => {
    if (!ready || asked === undefined || asked === told.current) return;
    told.current = asked;
    go(asked);
    if (asked === home) {
      wish.current = { page: home, mark: 'passage' };
      fulfil();
    }
  }, [ready, asked, home, go, fulfil]);

  useEffect(() => {
    if (!ready || !hit) return;
    wish.current = { page: hit.page, mark: 'current' };
    if (!fulfil()) go(hit.page);
  }, [ready, hit, go, fulfil]);

  // Another width: what is wished for is elsewhere.
  useEffect(() => {
    const wanted = wish.current;
    if (wanted && !isMoved() && !fulfil()) go(wanted.page);
  }, [layout, fulfil, go, isMoved]);

  const first = useRef(current);
  useEffect(() => {
    if (!ready || current === asked || (asked === undefined && current === first.current)) return;
    const timer = setTimeout(() => {
      told.current = current;
      tell.current(current);
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [ready, current, asked]);

  const marked = useCallback(
    (page: number) => {
      if (wish.current?.page !== page) return;
      // Who has scrolled away meanwhile wants to be where he is.
      if (isMoved()) wish.current = null;
      else fulfil();
    },
    [fulfil, isMoved],
  );
  return { marked };
}
