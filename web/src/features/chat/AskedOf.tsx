import { useQueries } from '@tanstack/react-query';
import { t } from '@lingui/core/macro';
import { FileText } from 'lucide-react';
import { documentQuery } from '@/api/queries';
import type { Id } from '@/api/types';
import { middle } from '@/lib/format';

/** The documents a question was limited to. */
export function AskedOf({ documents }: { documents: Id[] }) {
  const found = useQueries({ queries: documents.map((id) => documentQuery(id)) });
  if (documents.length === 0) return null;
  return (
    <ul aria-label={t`Asked of these documents only`} className="mt-1 flex max-w-[85%] flex-wrap justify-end gap-1">
      {documents.map((id, at) => (
        <li key={id} className="inline-flex items-center gap-1 rounded-sm bg-muted px-1.5 py-0.5 text-xs text-muted-foreground">
          <FileText aria-hidden className="size-3" />
          {found[at]?.data ? middle(found[at].data.title, 40) : found[at]?.error ? t`a document you do not have` : '…'}
        </li>
      ))}
    </ul>
  );
}
