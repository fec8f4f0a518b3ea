import { http, send } from '@/api/client';
import { keys, queryClient } from '@/api/queries';
import { refresh } from '@/api/refresh';
import type { Folder, Id } from '@/api/types';
import { randomId } from '@/lib/ids';
import { remember, remembered } from '@/lib/storage';
import { create } from 'zustand';

export type FolderFields = Pick<Folder, 'name' | 'instructions' | 'collections'>;

/** Longest name and longest instructions the server takes, in characters. */
export const LONGEST_NAME = 120;
export const LONGEST_INSTRUCTIONS = 8_000;

export async function createFolder(fields: FolderFields): Promise<Folder> {
  const made = await send(http.POST('/api/v1/folders', { body: fields, headers: { 'Idempotency-Key': randomId() } }));
  await refresh(keys.folders);
  return made;
}

export async function changeFolder(id: Id, fields: Partial<FolderFields>): Promise<void> {
  const before = queryClient.getQueryData<Folder[]>(keys.folders);
  queryClient.setQueryData<Folder[]>(keys.folders, (old) => old?.map((folder) => (folder.id === id ? { ...folder, ...fields } : folder)));
  try {
    await send(http.PATCH('/api/v1/folders/{id}', { params: { path: { id } }, body: fields }));
  } catch (error) {
    queryClient.setQueryData(keys.folders, before);
    throw error;
  } finally {
    await refresh(keys.folders);
  }
}

const STORE = 'folders.open';

/** Which folders show what is in them. */
export const useOpenFolders = create<{ open: ReadonlySet<Id> }>(() => ({ open: new Set(remembered(STORE)?.split(' ') ?? []) }));

export function setFolderOpen(id: Id, shown: boolean): void {
  const open = new Set(useOpenFolders.getState().open);
  if (shown) open.add(id);
  else open.delete(id);
  remember(STORE, open.size > 0 ? [...open].join(' ') : null);
  useOpenFolders.setState({ open });
}
