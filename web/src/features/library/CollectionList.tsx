import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { createCollection } from '@/api/adding';
import { collectionsQuery } from '@/api/queries';
import { count } from '@/lib/format';
import { Button } from '@/ui/button';
import { Spinner } from '@/ui/feedback';
import { ProblemNotice } from '@/ui/problem';
import { NameDialog } from './NameDialog';

/** All collections, by name. */
export default function CollectionList() {
  const list = useQuery(collectionsQuery);
  const { collection: current } = useParams({ strict: false });
  const [naming, setNaming] = useState(false);
  const navigate = useNavigate();
  const total = list.data?.reduce((sum, { documents }) => sum + documents, 0) ?? 0;
  return (
    <section aria-label={t`Collections`} className="flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto px-3 pb-4">
      <Button className="justify-start" onClick={() => setNaming(true)}>
        <Plus aria-hidden /> <Trans>New collection</Trans>
      </Button>
      {list.isPending && <Spinner label={t`Loading collections`} className="p-2" />}
      {list.error && <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && (
        <ul>
          <li>
            <Link to="/library" className={row(!current)} aria-current={current ? undefined : 'page'}>
              <span className="truncate">
                <Trans>All documents</Trans>
              </span>
              <Number value={total} />
            </Link>
          </li>
          {list.data.map(({ id, name, documents }) => (
            <li key={id}>
              <Link
                to="/library/$collection"
                params={{ collection: id }}
                className={row(id === current)}
                aria-current={id === current ? 'page' : undefined}
                title={name}
              >
                <span className="truncate">{name}</span>
                <Number value={documents} />
              </Link>
            </li>
          ))}
        </ul>
      )}
      <NameDialog
        open={naming}
        onOpenChange={setNaming}
        title={t`New collection`}
        action={t`Create`}
        onName={async (name) => {
          const { id } = await createCollection(name);
          await navigate({ to: '/library/$collection', params: { collection: id } });
        }}
      />
    </section>
  );
}

function row(current: boolean): string {
  return clsx('flex items-center justify-between gap-2 rounded-sm px-2 py-1.5 hover:bg-hover', current && 'bg-hover font-medium');
}

function Number({ value }: { value: number }) {
  return <span className="text-xs text-muted-foreground tabular-nums">{count(value)}</span>;
}
