import { create } from 'zustand';
import type { Conversation, Folder, Id } from '@/api/types';

/** What of a conversation sharing it needs. */
export type Shareable = Pick<Conversation, 'id' | 'title' | 'owner'>;

/** What stands over the page and waits for an answer. */
export type Asked =
  | { what: 'share'; conversation: Shareable }
  | { what: 'export'; conversation: Pick<Conversation, 'id' | 'title'> }
  | { what: 'move'; conversations: readonly Id[] }
  | { what: 'folder'; folder: Folder }
  | { what: 'newFolder' };

/** One question at a time; `Desk` shows it. */
export const useAsked = create<{ asked: Asked | null }>(() => ({ asked: null }));

/** Opens a dialog. A menu that asked for it first gives the focus back to its button, where it returns when the dialog closes. */
export function openDialog(asked: Asked): void {
  setTimeout(() => useAsked.setState({ asked }), 0);
}

export function closeDialog(): void {
  useAsked.setState({ asked: null });
}
