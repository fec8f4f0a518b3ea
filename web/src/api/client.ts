import createClient from 'openapi-fetch';
import { ApiError, toProblem, unreachable } from './problem';
import type { paths, Sent } from './types';
import { setClock } from '@/lib/clock';

/** Typed REST client. Wrap every call in `send`, which turns failures into `ApiError`. */
export const http = createClient<paths>({ baseUrl: '' });

interface Outcome<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** Resolves to the answer's body, or throws an `ApiError` that says what happened and what to do. */
export async function send<T>(call: Promise<Outcome<T>>): Promise<Sent<T>> {
  let outcome: Outcome<T>;
  try {
    outcome = await call;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(unreachable);
  }
  setClock(outcome.response.headers.get('date'));
  if (!outcome.response.ok) throw new ApiError(toProblem(outcome.error, outcome.response.status));
  return outcome.data as Sent<T>;
}

/** Where the bytes of a document's revision are, or those of its newest. */
export function contentUrl(document: string, revision?: string): string {
  const address = `/api/v1/documents/${encodeURIComponent(document)}/content`;
  return revision === undefined ? address : `${address}?revision=${encodeURIComponent(revision)}`;
}
