import { useQuery } from '@tanstack/react-query';
import { Library } from 'lucide-react';
import { collectionsQuery } from '@/api/queries';
import type { Id } from '@/api/types';
import { plural } from '@/lib/format';
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
  const name = gone ? 'Deleted collection' : !first ? 'All documents' : picked.length === 1 ? first.name : `${picked.length} collections`;
  return (
    <Menu
      label="Answer from"
      trigger={
        <Button size="small" look="ghost" aria-label={`Answer from: ${name}`} className="min-w-0 shrink!">
          <Library aria-hidden /> <span className="max-w-36 truncate">{name}</span>
        </Button>
      }
    >
      <MenuLabel>Answer from</MenuLabel>
      <MenuChoice checked={chosen.length === 0} onSelect={() => onChange([])}>
        All documents
      </MenuChoice>
      {collections.map(({ id, name: title, documents }) => (
        <MenuChoice
          key={id}
          checked={chosen.includes(id)}
          detail={plural(documents, 'document')}
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
