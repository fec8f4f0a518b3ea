import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Library } from 'lucide-react';
import { collectionsQuery } from '@/api/queries';
import type { Id } from '@/api/types';
import { Button } from '@/ui/button';
import { Menu, MenuChoice, MenuLabel } from '@/ui/menu';

interface CollectionPickerProps {
  /** Empty means all. */
  chosen: Id[];
  onChange(ids: Id[]): void;
}

/** Which collections a conversation answers from. */
export function CollectionPicker({ chosen, onChange }: CollectionPickerProps) {
  const { data: collections } = useQuery(collectionsQuery);
  if (!collections || (collections.length === 0 && chosen.length === 0)) return null;
  const picked = collections.filter(({ id }) => chosen.includes(id));
  const [first] = picked;
  // Chosen once and deleted since: nothing is answered from, until something else is chosen.
  const gone = chosen.length > 0 && !first;
  const name = gone ? t`Deleted collection` : !first ? t`All documents` : picked.length === 1 ? first.name : plural(picked.length, { one: '# collection', other: '# collections' });
  return (
    <Menu
      label={t`Answer from`}
      trigger={
        <Button size="small" look="ghost" aria-label={t`Answer from: ${name}`} className="min-w-0 shrink!">
          <Library aria-hidden /> <span className="max-w-36 truncate">{name}</span>
        </Button>
      }
    >
      <MenuLabel>
        <Trans>Answer from</Trans>
      </MenuLabel>
      <MenuChoice checked={chosen.length === 0} onSelect={() => onChange([])}>
        <Trans>All documents</Trans>
      </MenuChoice>
      {collections.map(({ id, name: title, documents }) => (
        <MenuChoice
          key={id}
          checked={chosen.includes(id)}
          detail={plural(documents, { one: '# document', other: '# documents' })}
          onSelect={(event) => {
            event.preventDefault();
            const there = picked.map((one) => one.id);
            onChange(there.includes(id) ? there.filter((other) => other !== id) : [...there, id]);
          }}
        >
          {title}
        </MenuChoice>
      ))}
    </Menu>
  );
}
