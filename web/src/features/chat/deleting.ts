import { http, send } from '@/api/client';
import { keys, queryClient } from '@/api/queries';
import { refresh } from '@/api/refresh';
import { undoable } from '@/ui/undoable';
import { saveDraft } from './useDraft';

/** Deleting conversations, one or many at once, with time to undo. */
export const { useHidden, deleteAllLater } = undoable(
  async (id) => {
    await send(http.DELETE('/api/v1/conversations/{id}', { params: { path: { id } }, keepalive: true }));
    saveDraft(id, '');
    queryClient.removeQueries({ queryKey: keys.conversation(id) });
  },
  { after: () => refresh(keys.conversations, keys.folders, keys.shares) },
);

/** Deleting a folder with time to undo; its conversations stay. */
export const { useHidden: useHiddenFolders, deleteAllLater: deleteFolderLater } = undoable(
  async (id) => {
    await send(http.DELETE('/api/v1/folders/{id}', { params: { path: { id } }, keepalive: true }));
  },
  { after: () => refresh(keys.conversations, keys.folders) },
);
