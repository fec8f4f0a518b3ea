import { plural, t } from '@lingui/core/macro';
import { useNavigate, useParams } from '@tanstack/react-router';
import type { Id } from '@/api/types';
import { deleteAllLater } from '../deleting';
import { listedConversation } from '../listed';
import { clearSelection } from './selection';

/** Deletes one or many, with one way back. The open one is left, and opened again by the way back. */
export function useDeleteConversations(): (ids: readonly Id[]) => void {
  const navigate = useNavigate();
  const { conversation: current } = useParams({ strict: false });
  return (ids) => {
    const open = current !== undefined && ids.includes(current) ? current : null;
    if (ids.length > 0) deleteAllLater(ids, words(ids), () => open && void navigate({ to: '/chat/$conversation', params: { conversation: open } }));
    clearSelection();
    if (open) void navigate({ to: '/chat' });
  };
}

function words(ids: readonly Id[]): string {
  const title = listedConversation(ids[0]!)?.title || t`New conversation`;
  return ids.length === 1 ? t`Deleted “${title}”` : plural(ids.length, { one: '# conversation deleted', other: '# conversations deleted' });
}
