import { http, send } from './client';
import { forgetAllKept } from './keeping';
import { ApiError, toProblem } from './problem';
import type { Profile } from './types';
import { forgetAllBut, remember, remembered } from '@/lib/storage';

/** Tokens are renewed well before they are over; the server's last a quarter of an hour. */
const RENEW_EVERY_MS = 10 * 60_000;
/** Said in this browser once somebody has signed in: a server without accounts needs no renewing. */
const ACCOUNTS = 'accounts';
/** How the page looks is the browser's, not the person's. */
const LOOK = ['theme', 'language', 'density', 'motion', 'size', 'rail', 'panel'];

let renewing: Promise<boolean> | undefined;
let signedOut: () => void = () => {};

/** New tokens for those that are over; false when nobody is signed in any more, an error when that cannot be known. Tabs take turns: a refresh token is good once. */
export function renew(): Promise<boolean> {
  renewing ??= inTurn(ask).finally(() => {
    renewing = undefined;
  });
  return renewing;
}

async function ask(): Promise<boolean> {
  const answer = await fetch('/api/v1/auth/renew', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
  if (!answer.ok && answer.status !== 401) throw new ApiError(toProblem(await answer.json().catch(() => null), answer.status));
  return answer.ok;
}

async function inTurn(work: () => Promise<boolean>): Promise<boolean> {
  return 'locks' in navigator ? await navigator.locks.request('chatbox.renew', work) : work();
}

/** Renews while the page is open, and when a request finds its token over. `out` shows the way in when nobody is signed in any more. */
export function keepSignedIn(out: () => void): void {
  signedOut = out;
  setInterval(() => {
    if (remembered(ACCOUNTS)) void renew().catch(() => {});
  }, RENEW_EVERY_MS);
}

/** Finds out whether one is still signed in, as when the server has closed the socket. */
export function checkSignedIn(): void {
  if (remembered(ACCOUNTS)) void http.GET('/api/v1/auth/sessions').catch(() => {});
}

export function rememberAccounts(): void {
  remember(ACCOUNTS, '1');
}

const copies = new Map<string, Request>();

http.use({
  onRequest({ request, id }) {
    copies.set(id, request.clone());
  },
  async onResponse({ response, id }) {
    const copy = copies.get(id);
    copies.delete(id);
    if (response.status !== 401 || !copy) return undefined;
    // A wrong password or code is answered in the same way, and is not over.
    const problem = toProblem(await response.clone().json().catch(() => null), response.status);
    if (problem.type !== 'urn:chatbox:signed-out') return undefined;
    if (await renew()) return fetch(copy);
    signedOut();
    return undefined;
  },
  onError({ id }) {
    copies.delete(id);
  },
});

/** Ends the session. What this browser kept for its person goes, too: drafts, what waits to be sent. How the page looks stays. */
export async function signOut(): Promise<void> {
  // The socket is closed before the answer is here; the way back belongs to those who did not want to go.
  const out = signedOut;
  signedOut = () => {};
  try {
    await send(http.POST('/api/v1/auth/sign-out'));
  } catch (error) {
    signedOut = out;
    throw error;
  }
  await forget();
  location.replace('/sign-in');
}

/** Leaves a page whose account is being deleted, for the one that shows the report. */
export async function leaveForGood(secret: string): Promise<void> {
  signedOut = () => {};
  await forget();
  location.replace(`/deleted#${secret}`);
}

async function forget(): Promise<void> {
  forgetAllBut(LOOK);
  await forgetAllKept().catch(() => {});
}

/** Sets one's picture, or removes it; returns the profile after it. */
export async function setAvatar(file: File | null): Promise<Profile> {
  if (file === null) {
    await send(http.DELETE('/api/v1/auth/avatar'));
    return send(http.GET('/api/v1/auth/profile'));
  }
  return send(http.PUT('/api/v1/auth/avatar', { body: file as unknown as number[], bodySerializer: (body) => body as unknown as BodyInit, headers: { 'content-type': 'application/octet-stream' } }));
}
