import { plural, t } from '@lingui/core/macro';
import type { InfiniteData } from '@tanstack/react-query';
import { contentUrl, http, send } from '@/api/client';
import { keys, queryClient } from '@/api/queries';
import { refresh } from '@/api/refresh';
import type { Document, DocumentAction, DocumentChange, DocumentState, Id, Page } from '@/api/types';
import { toastProblem } from '@/ui/problem';
import { toast } from '@/ui/toast';
import { undoable } from '@/ui/undoable';
import { actionName, isFinal } from './words';

/** So many requests of one order are under way at once. */
const AT_ONCE = 6;

const again = () => refresh(keys.documents, keys.collections, keys.tags);

type Leaving = Pick<Document, 'id' | 'title' | 'collection' | 'size'>;

/** Those that are about to be deleted and still counted by the server. */
export const leaving = new Map<Id, Leaving>();

const removing = undoable(
  async (id) => {
    await send(http.DELETE('/api/v1/documents/{id}', { params: { path: { id } }, keepalive: true }));
    leaving.delete(id);
  },
  { after: again },
);

export const useHidden = removing.useHidden;

/** With one button that brings all of them back. */
export function deleteDocuments(documents: readonly Leaving[]): void {
  for (const document of documents) leaving.set(document.id, document);
  const [first, ...more] = documents;
  if (!first) return;
  if (more.length === 0) removing.deleteLater(first.id, first.title);
  else removing.deleteAllLater(documents.map(({ id }) => id), plural(documents.length, { one: 'Deleted # document', other: 'Deleted # documents' }));
}

/** Which actions make sense in a state, the most useful first. */
export const ACTIONS: Record<DocumentState, DocumentAction[]> = {
  queued: ['pause', 'cancel'],
  processing: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
  ready: ['reindex'],
  failed: ['retry'],
  cancelled: ['retry'],
};

/** Which states an action can be taken in. */
export const STATES_FOR: Record<DocumentAction, DocumentState[]> = {
  pause: ['queued', 'processing'],
  resume: ['paused'],
  cancel: ['queued', 'processing', 'paused'],
  retry: ['failed', 'cancelled'],
  reindex: ['ready'],
};

function order(id: Id, action: DocumentAction): Promise<unknown> {
  return send(http.POST('/api/v1/documents/{id}/control', { params: { path: { id } }, body: { action } }));
}

export async function control({ id, title }: Pick<Document, 'id' | 'title'>, action: DocumentAction): Promise<void> {
  try {
    await order(id, action);
  } catch (error) {
    toastProblem(error, t`${actionName(action)} did not work: “${title}”`);
  }
  await again();
}

/** The same for many. Those whose state changed meanwhile are passed over by the server and counted here. */
export async function controlAll(ids: readonly Id[], action: DocumentAction): Promise<void> {
  const errors = await each(ids, (id) => order(id, action));
  if (errors.length > 0) toastProblem(errors[0], plural(errors.length, { one: '# document stays as it is', other: '# documents stay as they are' }));
  await again();
}

/** For every document of a collection, or of all, that is in a state where it makes sense. */
export async function controlEvery(action: DocumentAction, collection: Id | undefined): Promise<void> {
  try {
    const found: Id[] = [];
    // Asked for first, done then: a list that is changed while it is read leaves some out.
    for (const state of action === 'retry' ? (['failed'] as const) : STATES_FOR[action])
      for await (const document of documentsIn(state, collection)) if (action !== 'retry' || !isFinal(document.problem)) found.push(document.id);
    await controlAll(found, action);
  } catch (error) {
    toastProblem(error, t`${actionName(action)} did not work`);
  }
}

async function* documentsIn(state: DocumentState, collection: Id | undefined): AsyncGenerator<Document> {
  let cursor: string | null | undefined;
  do {
    const query = { state, limit: 100, ...(collection ? { collection } : {}), ...(cursor ? { cursor } : {}) };
    const page: Page<Document> = await send(http.GET('/api/v1/documents', { params: { query } }));
    yield* page.items;
    cursor = page.next;
  } while (cursor);
}

type Listed = InfiniteData<Page<Document>, string>;

/** Changes documents, on the page at once. Returns whether the server took all of it. */
export async function changeDocuments(documents: readonly Document[], fields: (document: Document) => DocumentChange): Promise<boolean> {
  const changes = new Map(documents.map((document) => [document.id, fields(document)]));
  await queryClient.cancelQueries({ queryKey: keys.documents });
  const before = queryClient.getQueriesData<Listed>({ queryKey: keys.documents });
  queryClient.setQueriesData<Listed>({ queryKey: keys.documents }, (list) => (list && 'pages' in list ? changedList(list, changes) : list));
  const errors = await each([...changes.keys()], (id) => send(http.PATCH('/api/v1/documents/{id}', { params: { path: { id } }, body: changes.get(id)! })));
  if (errors.length > 0) {
    for (const [key, data] of before) queryClient.setQueryData(key, data);
    toastProblem(errors[0], plural(errors.length, { one: '# document was not changed', other: '# documents were not changed' }));
  }
  await refresh(keys.documents, keys.collections, keys.tags, ...documents.map(({ id }) => keys.document(id)));
  return errors.length === 0;
}

function changedList(list: Listed, changes: ReadonlyMap<Id, DocumentChange>): Listed {
  const changed = (document: Document): Document => {
    const { collection, path, tags } = changes.get(document.id) ?? {};
    return { ...document, ...(collection ? { collection } : {}), ...(path ? { path } : {}), ...(tags ? { tags } : {}) };
  };
  return { ...list, pages: list.pages.map((page) => ({ ...page, items: page.items.map((one) => (changes.has(one.id) ? changed(one) : one)) })) };
}

export async function moveDocuments(documents: readonly Document[], to: { id: Id; name: string }): Promise<void> {
  const moving = documents.filter(({ collection }) => collection !== to.id);
  if (moving.length === 0) return;
  const from = new Map(moving.map(({ id, collection }) => [id, collection]));
  if (!(await changeDocuments(moving, () => ({ collection: to.id })))) return;
  toast.show(t`${plural(moving.length, { one: '# document', other: '# documents' })} moved to ${to.name}`, {
    action: {
      label: t`Undo`,
      onClick: () => void changeDocuments(moving.map((one) => ({ ...one, collection: to.id })), ({ id }) => ({ collection: from.get(id)! })),
    },
  });
}

/** Does this for each, a few at a time; returns what went wrong. */
async function each(ids: readonly Id[], work: (id: Id) => Promise<unknown>): Promise<unknown[]> {
  const errors: unknown[] = [];
  const rest = [...ids];
  const worker = async () => {
    for (let id = rest.shift(); id !== undefined; id = rest.shift()) await work(id).catch((error: unknown) => errors.push(error));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return errors;
}

export function download({ id, path }: Pick<Document, 'id' | 'path'>, revision?: string): void {
  const link = document.createElement('a');
  link.href = contentUrl(id, revision);
  link.download = path.split('/').at(-1) ?? 'document';
  link.click();
}

/** Browsers drop downloads that begin at the same moment. */
const BETWEEN_MS = 300;

export async function downloadAll(documents: readonly Document[]): Promise<void> {
  for (const document of documents) {
    download(document);
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
  }
}

