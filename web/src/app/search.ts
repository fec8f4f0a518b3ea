import type { DocumentState } from '@/api/types';
import type { PanelSearch } from '@/lib/panel';

/** What every address may carry: what is open on the right, the message to show, and the library's filter. */
export interface PageSearch extends PanelSearch {
  /** Message to bring into view. */
  m?: string | undefined;
  /** Folder that a new conversation goes into. */
  folder?: string | undefined;
  q?: string | undefined;
  state?: DocumentState | undefined;
  tag?: string | undefined;
  sort?: (typeof SORTS)[number] | undefined;
  order?: 'asc' | 'desc' | undefined;
  /** Folder of the library that is open; `/` holds the others. Absent: all documents as one list. */
  dir?: string | undefined;
}

const SORTS = ['added', 'title', 'size'] as const;

const STATES: readonly string[] = ['queued', 'processing', 'paused', 'ready', 'failed', 'cancelled'];

/** Reads an address; what does not belong there is dropped. */
export function parseSearch(raw: Record<string, unknown>): PageSearch {
  const search: PageSearch = {};
  for (const key of ['doc', 'rev', 'cite', 'sources', 'artifact', 'm', 'folder', 'q', 'tag', 'dir'] as const) {
    const value = text(raw[key]);
    if (value) search[key] = value;
  }
  const numbers = { start: 0, end: 0, page: 1 };
  for (const key of ['start', 'end', 'page'] as const) {
    const value = number(raw[key], numbers[key]);
    if (value !== undefined) search[key] = value;
  }
  if (raw.map === true) search.map = true;
  if (typeof raw.state === 'string' && STATES.includes(raw.state)) search.state = raw.state as DocumentState;
  const sort = SORTS.find((one) => one === raw.sort);
  if (sort) search.sort = sort;
  if (raw.order === 'asc' || raw.order === 'desc') search.order = raw.order;
  return search;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
}

function number(value: unknown, least: number): number | undefined {
  const parsed = typeof value === 'number' ? value : Number.NaN;
  return Number.isInteger(parsed) && parsed >= least ? parsed : undefined;
}
