import type { Converted, Flaw, Origin } from './formats';

/** What is in an export, before any of it is taken in. */
export interface Preview {
  origins: Origin[];
  conversations: number;
  messages: number;
  /** When the first was begun and the last changed; null where nothing says so. */
  from: string | null;
  to: string | null;
  /** What will be left out, and why; the first of them, since a file may have thousands. */
  flaws: { title: string; flaw: Flaw }[];
  flawed: number;
}

/** This many are listed. */
export const MOST_LISTED = 200;

export function nothingSeen(): Preview {
  return { origins: [], conversations: 0, messages: 0, from: null, to: null, flaws: [], flawed: 0 };
}

/** Adds one conversation to what was seen. Changes it in place: there are many thousands. */
export function see(preview: Preview, converted: Converted, origin: Origin): void {
  if ('flaw' in converted) {
    preview.flawed += 1;
    if (preview.flaws.length < MOST_LISTED) preview.flaws.push(converted);
    return;
  }
  const { created_at, updated_at, messages } = converted.conversation;
  if (!preview.origins.includes(origin)) preview.origins.push(origin);
  preview.conversations += 1;
  preview.messages += messages.length;
  preview.from = earlier(preview.from, created_at ?? messages[0]?.created_at ?? null, 1);
  preview.to = earlier(preview.to, updated_at ?? messages.at(-1)?.created_at ?? null, -1);
}

/** The earlier of two times, or with `-1` the later. */
function earlier(a: string | null, b: string | null, sign: 1 | -1): string | null {
  if (a === null || b === null) return a ?? b;
  return (Date.parse(a) - Date.parse(b)) * sign <= 0 ? a : b;
}
