import { t } from '@lingui/core/macro';
import { keys } from '@/api/queries';
import { refresh } from '@/api/refresh';
import { revoke } from '@/api/shares';
import { undoable } from './undoable';

const { useHidden, deleteAllLater } = undoable(revoke, {
  after: () => refresh(keys.shares),
  failed: () => t`The link was not revoked`,
});

/** Links that are about to be revoked; they are shown no longer. */
export const useRevoked = useHidden;

/** Revokes a link, with time to undo. */
export function revokeLater(id: string): void {
  deleteAllLater([id], t`The link was revoked`);
}
