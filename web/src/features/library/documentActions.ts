import { contentUrl, http, send } from '@/api/client';
import { keys, queryClient } from '@/api/queries';
import type { Document, DocumentAction, DocumentState } from '@/api/types';
import { toastProblem } from '@/ui/problem';
import { undoable } from '@/ui/undoable';

export const { useHidden, deleteLater } = undoable(async (id) => {
  await send(http.DELETE('/api/v1/documents/{id}', { params: { path: { id } }, keepalive: true }));
  await refresh();
});

/** Which actions make sense in a state, the most useful first. */
export const ACTIONS: Record<DocumentState, DocumentAction[]> = {
  queued: ['pause', 'cancel'],
  processing: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
  ready: ['reindex'],
  failed: ['retry'],
  cancelled: ['retry'],
};

export const ACTION_WORDS: Record<DocumentAction, string> = {
  pause: 'Pause',
  resume: 'Resume',
  cancel: 'Cancel',
  retry: 'Try again',
  reindex: 'Read again',
};

export async function control({ id, title }: Document, action: DocumentAction): Promise<void> {
  try {
    await send(http.POST('/api/v1/documents/{id}/control', { params: { path: { id } }, body: { action } }));
  } catch (error) {
    toastProblem(error, `“${title}”: ${ACTION_WORDS[action].toLowerCase()} did not work`);
  }
  await refresh();
}

export function download({ id, path }: Document): void {
  const link = document.createElement('a');
  link.href = contentUrl(id);
  link.download = path.split('/').at(-1) ?? 'document';
  link.click();
}

async function refresh(): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: keys.documents }),
    queryClient.invalidateQueries({ queryKey: keys.collections }),
  ]);
}
