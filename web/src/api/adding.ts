import { useQuery } from '@tanstack/react-query';
import { http, send } from './client';
import { collectionsQuery, keys, queryClient } from './queries';
import { refresh } from './refresh';
import type { Collection, Document } from './types';
import { addUploads, type LocalFile } from './uploads';
import { randomId } from '@/lib/ids';
import { isSamples } from '@/lib/samples';

/** Where files go when nobody said where. */
export const DEFAULT_COLLECTION = 'My documents';

/** Makes a collection. A repeated call after a lost answer would make a second one, hence the key. */
export async function createCollection(name: string): Promise<Collection> {
  const made = await send(
    http.POST('/api/v1/collections', { body: { name }, headers: { 'Idempotency-Key': randomId() } }),
  );
  await queryClient.invalidateQueries({ queryKey: keys.collections });
  return made;
}

/** `preferred`, else the only or default collection, but never among the samples, which are there to be removed; none when one has to be made. */
export function intended<C extends Pick<Collection, 'id' | 'name'>>(all: readonly C[], preferred: string | undefined, holdsSamples = isSamples): C | undefined {
  const own = all.filter(({ id }) => !holdsSamples(id));
  return all.find(({ id }) => id === preferred) ?? (own.length === 1 ? own[0] : own.find(({ name }) => name === DEFAULT_COLLECTION));
}

/** The name of where files would go; undefined until the collections are known. */
export function useIntended(preferred?: string): string | undefined {
  const { data } = useQuery(collectionsQuery);
  return data && (intended(data, preferred)?.name ?? DEFAULT_COLLECTION);
}

async function libraryCollection(preferred: string | undefined): Promise<Collection> {
  return intended(await queryClient.ensureQueryData(collectionsQuery), preferred) ?? (await createCollection(DEFAULT_COLLECTION));
}

/** Uploads files into `preferred` or where files go. Returns where they went. */
export async function addToLibrary(files: LocalFile[], preferred?: string): Promise<Collection> {
  const collection = await libraryCollection(preferred);
  addUploads(collection.id, files);
  return collection;
}

/** Has the server fetch a page or file of the web. Returns its document and where it went. */
export async function addLink(url: string, preferred?: string): Promise<{ document: Document; collection: Collection }> {
  const collection = await libraryCollection(preferred);
  const { document } = await send(http.POST('/api/v1/collections/{id}/links', { params: { path: { id: collection.id } }, body: { url } }));
  await refresh(keys.documents, keys.collections);
  return { document, collection };
}
