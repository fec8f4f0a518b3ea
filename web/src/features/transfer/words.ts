import { t } from '@lingui/core/macro';
import type { FileFlaw, Flaw, Origin } from './formats';

/** Names of programs, which are the same in every language. */
export const ORIGINS: Record<Origin, string> = { chatbox: 'Chatbox', chatgpt: 'ChatGPT', claude: 'Claude' };

/** Why a conversation is left out. */
export function flawInWords(flaw: Flaw): string {
  switch (flaw) {
    case 'empty':
      return t`Nothing was said in it.`;
    case 'unreadable':
      return t`It is damaged in the file.`;
    case 'shape':
      return t`It is not built like the others; the format may have changed.`;
    case 'too-large':
      return t`It is too large: its texts are over 8 million characters.`;
  }
}

/** What a file is, and what was expected. */
export function fileFlawInWords({ code, found = '' }: FileFlaw): { title: string; detail: string } {
  switch (code) {
    case 'nothing':
      return { title: t`There are no conversations in this file`, detail: t`It is empty, or its list of conversations is. Export again and choose that file.` };
    case 'not-json':
      return /^\s*</.test(found)
        ? { title: t`This is a web page, not an export`, detail: t`Choose the conversations.json of an export, or the whole .zip as it was downloaded.` }
        : { title: t`This file is not JSON`, detail: t`It has “${found}” where JSON was expected. Choose the conversations.json of an export, or the whole .zip as it was downloaded.` };
    case 'cut-off':
      return { title: t`This file ends too early`, detail: t`It was probably not downloaded to its end. Download the export again.` };
    case 'unknown':
      return {
        title: t`These are not conversations that can be read`,
        detail: t`The file holds: ${found}. Expected is an export of Chatbox, ChatGPT or Claude; in their archives the file is called conversations.json.`,
      };
    case 'too-new':
      return { title: t`This export was made by a newer Chatbox`, detail: t`Update this one, then import it.` };
    case 'zip-broken':
      return { title: t`This archive is damaged or protected`, detail: t`Download it again; or unpack it and choose the conversations.json in it.` };
    case 'zip-other':
      return {
        title: t`There is no conversations.json in this archive`,
        detail: found ? t`It holds ${found} and the like. Expected is the archive of an export as it was downloaded.` : t`It is empty. Expected is the archive of an export as it was downloaded.`,
      };
  }
}
