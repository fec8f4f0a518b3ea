import { i18n, type MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { inPageLanguage } from './said';
import type { Problem } from './types';

/** What is known of a kind of problem: the kind in words, and those of the server's sentences that are always the same. */
interface Known {
  title: MessageDescriptor;
  detail?: MessageDescriptor;
  hint?: MessageDescriptor;
}

const SETTINGS = msg`Check the address in Settings, Models, and that the provider is running; then ask again.`;
const CONVERT = msg`Save it anew or convert it to another format and add that copy.`;
const DOCTOR = msg`Ask again; if it keeps failing, run “chatbox doctor”.`;

/** By the name after `urn:chatbox:`, which is also the code of a failed answer or document, with `-` for `_`. */
const KNOWN: Record<string, Known> = {
  'not-found': { title: msg`Not found` },
  invalid: { title: msg`That is not accepted` },
  conflict: { title: msg`It has changed meanwhile`, hint: msg`Reload, and decide again on what is there now.` },
  'role-in-use': { title: msg`The role is in use`, hint: msg`Give them another role, and withdraw the invitations, first.` },
  'wrong-state': { title: msg`That is not possible right now` },
  'too-large': { title: msg`Too large`, hint: msg`Split it, or raise the limit in the settings.` },
  busy: {
    title: msg`Too much at once`,
    detail: msg`Too many answers are being written right now.`,
    hint: msg`Wait until another answer is finished and ask again.`,
  },
  interrupted: { title: msg`Interrupted`, detail: msg`The answer was interrupted.`, hint: msg`Wait until the server has started again, then reconnect.` },
  stopping: {
    title: msg`The server is stopping`,
    detail: msg`The server is shutting down.`,
    hint: msg`Try again in a moment; what was accepted goes on after the restart.`,
  },
  internal: { title: msg`A fault in the program` },
  'foreign-page': {
    title: msg`Refused for safety`,
    detail: msg`The request came from another site or under a name this server does not answer to.`,
    hint: msg`Open Chatbox under the address it printed, or add the name to “server.hosts” in the settings.`,
  },
  'link-refused': { title: msg`The link was refused`, hint: msg`Use the address of a public page, or save the page and upload the file.` },
  'link-failed': {
    title: msg`The link could not be read`,
    hint: msg`Check the address in your browser; if it opens there, save the page and upload the file.`,
  },
  'picture-too-large': { title: msg`Too large`, hint: msg`Make the picture smaller and choose that file.` },
  'too-many-exports': { title: msg`Too much at once`, detail: msg`Other exports are being made.`, hint: msg`Try again in a minute.` },
  'link-too-large': { title: msg`Too large`, hint: msg`Download it and upload the file.` },
  // Accounts
  'signed-out': { title: msg`Signed out`, detail: msg`You are not signed in.`, hint: msg`Sign in again.` },
  'wrong-password': {
    title: msg`Not let in`,
    detail: msg`The address or the password is wrong.`,
    hint: msg`Check both; an administrator can set a new password.`,
  },
  'too-many-attempts': { title: msg`Too many attempts`, detail: msg`There were too many failed attempts.`, hint: msg`Wait, then try again.` },
  'too-many-sign-ins': {
    title: msg`Too much at once`,
    detail: msg`Too many people are signing in right now.`,
    hint: msg`Try again in a moment.`,
  },
  'code-needed': {
    title: msg`A code is needed`,
    detail: msg`A code of your authenticator app is needed.`,
    hint: msg`Enter the code your app shows, or a recovery code.`,
  },
  'wrong-code': {
    title: msg`Not let in`,
    detail: msg`The code is wrong or was used already.`,
    hint: msg`Enter the code your app shows now; each is good once. Check the clock of the device, or use a recovery code.`,
  },
  'session-needed': { title: msg`Not with a key`, detail: msg`An API key cannot do this.`, hint: msg`Sign in with address and password.` },
  'link-used': {
    title: msg`The link is no longer good`,
    detail: msg`This link was used, was withdrawn, or its time is over.`,
    hint: msg`Sign in if you have an account; else ask whoever runs the server for a new link.`,
  },
  forbidden: { title: msg`Not allowed`, detail: msg`Your role does not allow this.`, hint: msg`Ask an administrator or the owner.` },
  'key-forbidden': { title: msg`Not with this key`, detail: msg`This API key does not allow this.`, hint: msg`Make a key that may, under Settings, Account.` },
  'not-recorded': {
    title: msg`Not recorded`,
    detail: msg`This could not be written to the audit log, so it is not known to be done.`,
    hint: msg`Free space on the server's disk, then look whether it was done, and do it again if not.`,
  },
  'beyond-share': {
    title: msg`Not allowed`,
    detail: msg`This was shared with you for less than this.`,
    hint: msg`Ask whoever shared it for the right to do this.`,
  },
  'single-user': { title: msg`No accounts here` },
  // Models
  'model-missing': { title: msg`The model is not there`, hint: msg`Choose another model, or run “chatbox models pull”.` },
  'provider-unauthorized': {
    title: msg`The key was refused`,
    detail: msg`The provider refused the key.`,
    hint: msg`Check the key in Settings, Models.`,
  },
  'provider-rate-limited': {
    title: msg`Too many requests`,
    detail: msg`The provider asks to slow down.`,
    hint: msg`Wait a moment and ask again.`,
  },
  'prompt-too-long': { title: msg`Too long for the model`, hint: msg`Shorten the message or start a new conversation.` },
  'provider-refused': { title: msg`The provider refused`, hint: msg`Check the model's name and the address in Settings, Models.` },
  'model-unavailable': { title: msg`The model cannot be reached`, hint: SETTINGS },
  'model-timed-out': {
    title: msg`No answer in time`,
    detail: msg`The model did not answer in time.`,
    hint: msg`Ask again; what was received is kept.`,
  },
  'answer-broken': { title: msg`The answer broke off`, hint: msg`Ask again; what was received is kept.` },
  // Answers
  'search-refused': { title: msg`The search was refused`, hint: msg`Ask in a shorter way.` },
  'search-failed': { title: msg`The search failed`, detail: msg`The documents could not be searched.`, hint: DOCTOR },
  'storage-failed': { title: msg`Storing failed`, detail: msg`The conversation could not be read or stored.`, hint: DOCTOR },
  'run-timed-out': {
    title: msg`No answer in time`,
    detail: msg`The answer took longer than allowed.`,
    hint: msg`Ask again, or ask for less at once; what was written is kept.`,
  },
  'run-interrupted': { title: msg`Interrupted`, hint: msg`Ask again; if the server keeps stopping, look into its log.` },
  // Documents
  unsupported: { title: msg`This kind of file cannot be read` },
  encrypted: { title: msg`Protected by a password`, hint: msg`Save a copy without the password and add that.` },
  'needs-ocr': { title: msg`Pictures without text`, hint: msg`Run text recognition on it (for example with ocrmypdf) and add the result.` },
  broken: { title: msg`The file is damaged`, hint: msg`Open it in the program that made it, save it anew and add that copy.` },
  empty: { title: msg`No text`, detail: msg`The file contains no text.`, hint: msg`Check that this is the right file.` },
  'timed-out': { title: msg`Reading took too long`, hint: CONVERT },
  crashed: { title: msg`Reading failed`, hint: CONVERT },
  unavailable: { title: msg`The reader is not there`, hint: msg`Try again; “chatbox doctor” says what is missing.` },
};

/** A sentence for people, and whether it is the server's English, which is then marked as such. */
export interface Sentence {
  text: string;
  foreign: boolean;
}

interface InWords {
  title: string;
  detail?: Sentence;
  hint?: Sentence;
}

type Told = Partial<Pick<Problem, 'type' | 'title' | 'detail' | 'hint'>> & { code?: string };

/** A problem in the language of the page, as far as it is known; what is left is the server's own words. */
export function inWords({ type, code, title = '', detail, hint }: Told): InWords {
  const ours = type === 'urn:chatbox:unreachable' || type === 'about:blank';
  const known = KNOWN[type?.replace('urn:chatbox:', '') ?? code?.replaceAll('_', '-') ?? ''];
  const said = (words: MessageDescriptor | undefined, text: string | null | undefined): Sentence | undefined => {
    if (!text) return undefined;
    if (words) return { text: i18n._(words), foreign: false };
    return ours ? { text: sentence(text), foreign: false } : told(text);
  };
  const what = said(known?.detail, detail);
  const todo = said(known?.hint, hint);
  return { title: known ? i18n._(known.title) : upper(title), ...(what ? { detail: what } : {}), ...(todo ? { hint: todo } : {}) };
}

/** A sentence of the server, in the language of the page where it is known. */
export function told(text: string): Sentence {
  const known = inPageLanguage(text);
  return { text: sentence(known ?? text), foreign: known === undefined };
}

/** The API's texts may start in lower case and lack a full stop. */
export function sentence(text: string): string {
  const first = upper(text);
  return /[.!?…:]$/.test(first) ? first : `${first}.`;
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
