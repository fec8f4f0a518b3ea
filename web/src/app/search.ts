import type { DocumentState } from '@/api/types';

/** What every address may carry: the passage that is open on the right, and the library's filter. */
export interface PageSearch {
  doc?: string | undefined;
  rev?: string | undefined;
  start?: number | undefined;
  end?: number | undefined;
  page?: number | undefined;
  q?: string | undefined;
  state?: DocumentState | undefined;
}

const STATES: readonly string[] = ['queued', 'processing', 'paused', 'ready', 'failed', 'cancelled'];

/** Reads an address; what does not belong there is dropped. */
export function parseSearch(raw: Record<string, unknown>): PageSearch {
  const search: PageSearch = {};
  const doc = text(raw.doc);
  const rev = text(raw.rev);
  const q = text(raw.q);
  const start = number(raw.start, 0);
  const end = number(raw.end, 0);
  const page = number(raw.page, 1);
  if (doc) search.doc = doc;
  if (rev) search.rev = rev;
  if (q) search.q = q;
  if (start !== undefined) search.start = start;
  if (end !== undefined) search.end = end;
  if (page !== undefined) search.page = page;
  if (typeof raw.state === 'string' && STATES.includes(raw.state)) search.state = raw.state as DocumentState;
  return search;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
}

function number(value: unknown, least: number): number | undefined {
  const parsed = typeof value === 'number' ? value : Number.NaN;
  return Number.isInteger(parsed) && parsed >= least ? parsed : undefined;
}
