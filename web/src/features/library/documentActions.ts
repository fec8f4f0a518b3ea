import { i18n, type MessageDescriptor } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import { contentUrl, http, send } from '@/api/client';
import { keys, queryClient } from '@/api/queries';
import type { Document, DocumentAction, DocumentChange, DocumentState } from '@/api/types';
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

const ACTION_WORDS: Record<DocumentAction, MessageDescriptor> = {
  pause: msg`Pause`,
  resume: msg`Resume`,
  cancel: msg`Cancel`,
  retry: msg`Try again`,
  reindex: msg`Read again`,
};

export function actionWords(action: DocumentAction): string {
  return i18n._(ACTION_WORDS[action]);
}

export async function control({ id, title }: Document, action: DocumentAction): Promise<void> {
  try {
    await send(http.POST('/api/v1/documents/{id}/control', { params: { path: { id } }, body: { action } }));
  } catch (error) {
    toastProblem(error, t`“${title}”: “${actionWords(action)}” did not work`);
  }
  await refresh();
}

export function download({ id, path }: Document): void {
  const link = document.createElement('a');
  link.href = contentUrl(id);
  link.download = path.split('/').at(-1) ?? 'document';
  link.click();
}

/** Moves, renames or tags a document. */
export async function changeDocument(id: string, change: DocumentChange): Promise<void> {
  await send(http.PATCH('/api/v1/documents/{id}', { params: { path: { id } }, body: change }));
  await Promise.all([refresh(), queryClient.invalidateQueries({ queryKey: keys.tags }), queryClient.invalidateQueries({ queryKey: keys.document(id) })]);
}

export async function refresh(): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: keys.documents }),
    queryClient.invalidateQueries({ queryKey: keys.collections }),
  ]);
}
