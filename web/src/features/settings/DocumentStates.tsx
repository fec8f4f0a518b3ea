import { t } from '@lingui/core/macro';
import { Link } from '@tanstack/react-router';
import type { DocumentState } from '@/api/types';
import { count } from '@/lib/format';

/** Documents by state, each with the way to them. */
export function DocumentStates({ documents, passages }: { documents: Readonly<Record<string, number>>; passages: number }) {
  const total = Object.values(documents).reduce((sum, some) => sum + some, 0);
  const states: [DocumentState, string][] = [
    ['ready', t`Ready`],
    ['processing', t`Being read`],
    ['queued', t`Waiting`],
    ['paused', t`Paused`],
    ['failed', t`Failed`],
    ['cancelled', t`Cancelled`],
  ];
  // The usual ones are always there; the others only where there are any.
  const shown = states.filter(([state]) => documents[state] || state === 'ready' || state === 'failed');
  return (
    <dl className="grid grid-cols-2 gap-2 sm:grid-cols-4">
      <Count name={t`All`} value={total} />
      {shown.map(([state, name]) => (
        <Count key={state} name={name} value={documents[state] ?? 0} state={state} />
      ))}
      <Count name={t`Passages`} value={passages} />
    </dl>
  );
}

function Count({ name, value, state }: { name: string; value: number; state?: DocumentState }) {
  return (
    <div className="rounded-md border p-4">
      <dt className="text-sm text-muted-foreground">{name}</dt>
      <dd className="text-xl font-semibold tabular-nums">
        {state && value > 0 ? (
          <Link to="/library" search={{ state }} className="hover:underline">
            {count(value)}
          </Link>
        ) : (
          count(value)
        )}
      </dd>
    </div>
  );
}
