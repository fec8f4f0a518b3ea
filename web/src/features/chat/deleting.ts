import { http, send } from '@/api/client';
import { keys, queryClient } from '@/api/queries';
import { undoable } from '@/ui/undoable';
import { tellTabs } from './tabs';
import { saveDraft } from './useDraft';

export const { useHidden, deleteLater } = undoable(async (id) => {
  await send(http.DELETE('/api/v1/conversations/{id}', { params: { path: { id } }, keepalive: true }));
  saveDraft(id, '');
  tellTabs(id);
  queryClient.removeQueries({ queryKey: keys.conversation(id) });
  await queryClient.invalidateQueries({ queryKey: keys.conversations });
});
