import { t } from '@lingui/core/macro';
import type { Problem } from './types';

/** A request that failed, with the server's explanation (or ours, when the server could not be reached). */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title);
  }
}

/** What to show when the server does not answer at all; read in the language of the moment. */
export const unreachable: Problem = {
  type: 'urn:chatbox:unreachable',
  status: 0,
  get title() {
    return t`The server cannot be reached`;
  },
  get detail() {
    return t`The server does not answer.`;
  },
  get hint() {
    return t`Check that Chatbox is running, then try again. What you wrote or chose is kept here.`;
  },
};

/** A frame that is larger than the server takes: it would close the connection without a word. */
export const tooLong: Problem = {
  type: 'urn:chatbox:too-long',
  status: 0,
  get title() {
    return t`Too long to send`;
  },
  get detail() {
    return t`The text is longer than one question may be.`;
  },
  get hint() {
    return t`Shorten it, or add it to the library as a document and ask about that.`;
  },
};

/** Reads a problem document out of whatever a failed response carried. */
export function toProblem(body: unknown, status: number): Problem {
  if (typeof body === 'object' && body !== null && 'title' in body) {
    const known = body as Partial<Problem>;
    return { ...known, type: known.type ?? 'about:blank', title: known.title ?? t`The request failed`, status: known.status ?? status };
  }
  return {
    type: 'about:blank',
    title: t`The request failed`,
    status,
    detail: t`The server answered with status ${status} and no explanation.`,
    hint: t`Try again. If it happens again, the server log says more.`,
  };
}

/** The bar over the page says so already, for everything that only could not be read anew. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof ApiError && error.problem === unreachable;
}

/** The problem behind any thrown value. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ApiError) return error.problem;
  return {
    type: 'about:blank',
    title: t`Something went wrong in the page`,
    status: 0,
    detail: error instanceof Error ? error.message : String(error),
    hint: t`Reload the page. Nothing you wrote is lost.`,
  };
}
