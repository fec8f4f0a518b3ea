import { create } from 'zustand';
import type { Document } from '@/api/types';

/** Which dialog over the library is open. Rows of a long list come and go; what they opened stays. */
export type OpenDialog =
  | { kind: 'rename'; document: Document }
  | { kind: 'tags'; documents: readonly Document[] }
  | { kind: 'move'; documents: readonly Document[] }
  | { kind: 'details'; document: Document }
  | { kind: 'text'; text?: string }
  | { kind: 'link'; url?: string };

export const useDialog = create<{ open: OpenDialog | null }>(() => ({ open: null }));

export function openDialog(open: OpenDialog): void {
  useDialog.setState({ open });
}

export function closeDialog(): void {
  useDialog.setState({ open: null });
}
