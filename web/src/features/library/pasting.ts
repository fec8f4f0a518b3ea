import { t } from '@lingui/core/macro';
import type { LocalFile } from '@/api/uploads';

/** Shorter text was hardly meant to become a document. */
const LONG_TEXT = 80;
const LONGEST_NAME = 80;

export type Pasted = { kind: 'link'; url: string } | { kind: 'text'; text: string } | null;

/** What to offer for text that was pasted where no field is. */
export function pasted(text: string): Pasted {
  const trimmed = text.trim();
  const url = asUrl(trimmed);
  if (url) return { kind: 'link', url };
  return trimmed.length >= LONG_TEXT || trimmed.includes('\n') ? { kind: 'text', text } : null;
}

/** The address, if the whole text is one of the web. */
export function asUrl(text: string): string | null {
  if (!/^https?:\/\/\S+$/i.test(text.trim())) return null;
  try {
    return new URL(text.trim()).href;
  } catch {
    return null;
  }
}

/** A name for a text: its first line, without marks of Markdown. */
export function titleOf(text: string): string {
  const line = text.split('\n').find((one) => one.trim()) ?? '';
  return [...line.replace(/^[\s#>*-]+/, '').trim()].slice(0, LONGEST_NAME).join('');
}

/** Text that looks like Markdown gets its ending; names lose what paths cannot hold. */
export function asFile(title: string, text: string): LocalFile {
  // oxlint-disable-next-line no-control-regex -- they are what is taken out.
  const clean = (title.trim() || titleOf(text) || t`Untitled`).replace(/[/\\\u0000-\u001f\u007f]+/g, ' ').replace(/^[.\s]+/, '').trim() || t`Untitled`;
  const markdown = /^(#{1,6} |[-*] |\d+\. |> |```|\|.*\|)/m.test(text);
  const path = `${clean}.${markdown ? 'md' : 'txt'}`;
  return { path, file: new File([text], path, { type: markdown ? 'text/markdown' : 'text/plain' }) };
}
