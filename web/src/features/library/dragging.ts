import type { Document } from '@/api/types';

/** What is being dragged from the list; a drag cannot carry objects, and other pages have no use for these. */
let dragged: readonly Document[] = [];

const KIND = 'application/x-chatbox-documents';

export function dragDocuments(data: DataTransfer, documents: readonly Document[]): void {
  dragged = documents;
  data.setData(KIND, String(documents.length));
  data.effectAllowed = 'move';
}

export function carriesDocuments(data: DataTransfer): boolean {
  return data.types.includes(KIND);
}

export function droppedDocuments(): readonly Document[] {
  const documents = dragged;
  dragged = [];
  return documents;
}
