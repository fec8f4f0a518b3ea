import { useEffect, useMemo, useState, type RefObject } from 'react';
import { fold, hitsIn, lastAtMost, type Folded, type Hit } from './find';
import type { Find } from './useFind';

/** Elements that break lines: words on both sides of their edges are two. */
const BLOCKS = 'p, li, td, th, h1, h2, h3, h4, h5, h6, div, pre, blockquote, dd, dt, summary, figcaption';
/** Words of the viewer itself. */
const OURS = 'button, [data-ours], [aria-hidden="true"]';
/** Names of the marks; tokens.css gives them their look. */
const ALL = 'viewer-hit';
const CURRENT = 'viewer-current';
const SETTLE_MS = 150;
/** Room that is left around the place that is shown. */
const MARGIN = 48;

interface Read {
  nodes: Text[];
  /** Where the text of each node begins in the text of all. */
  starts: number[];
  folded: Folded;
}

/** Searches the text that stands in `area` and marks the hits without touching its elements. `drawn` changes with what is drawn. */
export function useDomFind(area: RefObject<HTMLElement | null>, find: Find, drawn: unknown): void {
  const { query, at, report } = find;
  const searching = query.trim() !== '';
  const version = useChanges(area, searching);
  const [lastRead, setRead] = useState<Read | null>(null);
  useEffect(() => {
    if (!searching) return;
    const frame = requestAnimationFrame(() => area.current && setRead(readText(area.current)));
    return () => cancelAnimationFrame(frame);
  }, [searching, area, drawn, version]);
  const read = searching ? lastRead : null;
  const hits = useMemo(() => (read ? hitsIn(read.folded, query) : []), [read, query]);

  useEffect(() => report(hits.length), [hits, report]);
  useEffect(() => {
    if (!read) return;
    mark(ALL, hits.map((hit) => rangeOf(read, hit)));
    return () => void mark(ALL, []);
  }, [read, hits]);
  useEffect(() => {
    const hit = hits[at];
    if (!read || !hit || !area.current) return;
    const range = rangeOf(read, hit);
    if (!mark(CURRENT, [range])) select(range);
    show(area.current, range);
    const again = requestAnimationFrame(() => area.current && show(area.current, range));
    return () => {
      cancelAnimationFrame(again);
      mark(CURRENT, []);
    };
  }, [read, hits, at, area]);
}

/** Grows when the text is drawn anew while it is searched: with its colours, or with more of it. */
function useChanges(area: RefObject<HTMLElement | null>, watched: boolean): number {
  const [version, setVersion] = useState(0);
  useEffect(() => {
    if (!watched || !area.current) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const observer = new MutationObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(() => setVersion((old) => old + 1), SETTLE_MS);
    });
    observer.observe(area.current, { childList: true, subtree: true, characterData: true });
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [area, watched]);
  return version;
}

function readText(area: HTMLElement): Read {
  const nodes: Text[] = [];
  const starts: number[] = [];
  let text = '';
  let block: Element | null = null;
  const walker = document.createTreeWalker(area, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) => {
    if (node instanceof Text) return NodeFilter.FILTER_ACCEPT;
    return node instanceof Element && node.matches(OURS) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
  });
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const around = node.parentElement?.closest(BLOCKS) ?? null;
    if (around !== block) text += '\n';
    block = around;
    nodes.push(node as Text);
    starts.push(text.length);
    text += (node as Text).data;
  }
  return { nodes, starts, folded: fold(text) };
}

function rangeOf({ nodes, starts }: Read, { start, end }: Hit): Range {
  const range = document.createRange();
  const first = Math.max(0, lastAtMost(starts, start));
  const last = Math.max(0, lastAtMost(starts, end - 1));
  const within = (node: number, index: number) => Math.min(Math.max(0, index - starts[node]!), nodes[node]!.data.length);
  range.setStart(nodes[first]!, within(first, start));
  range.setEnd(nodes[last]!, within(last, end));
  return range;
}

/** Whether the browser can mark without elements. */
function mark(name: string, ranges: Range[]): boolean {
  if (!('highlights' in CSS)) return false;
  if (ranges.length > 0) CSS.highlights.set(name, new Highlight(...ranges));
  else CSS.highlights.delete(name);
  return true;
}

function select(range: Range): void {
  const selection = window.getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
}

function show(area: HTMLElement, range: Range): void {
  // A block out of view is drawn when it comes near.
  range.startContainer.parentElement?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  const place = range.getBoundingClientRect();
  const view = area.getBoundingClientRect();
  if (place.top < view.top + MARGIN || place.bottom > view.bottom - MARGIN) area.scrollTop += place.top - view.top - view.height / 2;
}
