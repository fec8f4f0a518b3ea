import type { Id } from '@/api/types';

export type ExportForm = 'markdown' | 'plain' | 'json' | 'pdf';

/** Where a conversation's file comes from; the page that prints itself for a PDF. */
export function exportUrl(id: Id, form: ExportForm): string {
  const at = encodeURIComponent(id);
  switch (form) {
    case 'markdown':
      return `/api/v1/conversations/${at}/export?format=markdown&citations=true`;
    case 'plain':
      return `/api/v1/conversations/${at}/export?format=markdown&citations=false`;
    case 'json':
      return `/api/v1/conversations/${at}/export?format=json`;
    case 'pdf':
      return `/chat/${at}/print`;
  }
}
