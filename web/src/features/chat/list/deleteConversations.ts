import { plural, t } from '@lingui/core/macro';
import type { Id } from '@/api/types';
import { deleteAllLater, deleteLater } from '../deleting';
import { listedConversation } from '../listed';
import { clearSelection } from './selection';

/** Deletes one or many, with one way back. */
export function deleteConversations(ids: readonly Id[]): void {
  const [first] = ids;
  if (ids.length === 1) deleteLater(first!, listedConversation(first!)?.title || t`New conversation`);
  else if (first !== undefined) deleteAllLater(ids, plural(ids.length, { one: '# conversation deleted', other: '# conversations deleted' }));
  clearSelection();
}
