import { t } from '@lingui/core/macro';
import { useQueries, useQuery } from '@tanstack/react-query';
import { Bot, FileText, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { documentQuery, modelsQuery } from '@/api/queries';
import { middle } from '@/lib/format';
import type { Asked } from './runs';

/** What was chosen for the next question only; each can be taken back. */
export function AskedChips({ asked, onChange }: { asked: Asked; onChange(asked: Asked): void }) {
  const { data: models } = useQuery(modelsQuery);
  const documents = asked.documents ?? [];
  const found = useQueries({ queries: documents.map((id) => documentQuery(id)) });
  const { model } = asked;
  if (!model && documents.length === 0) return null;
  return (
    <ul aria-label={t`For this question only`} className="flex flex-wrap gap-1 px-4 pt-3">
      {model && (
        <Chip icon={<Bot aria-hidden className="size-3.5" />} name={models?.find(({ id }) => id === model)?.name ?? model} onRemove={() => onChange({ documents })} />
      )}
      {documents.map((id, at) => (
        <Chip
          key={id}
          icon={<FileText aria-hidden className="size-3.5" />}
          name={found[at]?.data?.title ?? '…'}
          onRemove={() => onChange({ ...asked, documents: documents.filter((one) => one !== id) })}
        />
      ))}
    </ul>
  );
}

function Chip({ icon, name, onRemove }: { icon: ReactNode; name: string; onRemove(): void }) {
  return (
    <li className="inline-flex h-7 items-center gap-1 rounded-sm bg-accent-soft ps-2 text-sm text-accent">
      {icon} {middle(name, 40)}
      <button type="button" aria-label={t`Remove ${name}`} title={t`Remove`} onClick={onRemove} className="grid size-7 place-items-center rounded-sm hover:bg-hover">
        <X aria-hidden className="size-3.5" />
      </button>
    </li>
  );
}
