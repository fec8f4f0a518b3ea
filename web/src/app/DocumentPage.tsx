import { t } from '@lingui/core/macro';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import DocumentView from '@/features/viewer/DocumentView';

/** A document with an address of its own. */
export default function DocumentPage() {
  const { document } = useParams({ from: '/documents/$document' });
  const { rev, start, end, page } = useSearch({ from: '__root__' });
  const navigate = useNavigate();
  return (
    <div className="h-full">
      <h1 className="sr-only">{t`Document`}</h1>
      <DocumentView
        document={document}
        revision={rev}
        start={start}
        end={end}
        page={page}
        onPage={(next) => void navigate({ to: '.', search: (old) => ({ ...old, page: next }), replace: true })}
      />
    </div>
  );
}
