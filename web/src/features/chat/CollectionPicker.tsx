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
  const { data: collections = [] } = useQuery(collectionsQuery);
  const picked = collections.filter(({ id }) => chosen.includes(id));
  if (collections.length === 0) return null;
  const [first] = picked;
  const name = !first ? 'All documents' : picked.length === 1 ? first.name : `${picked.length} collections`;
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
      <MenuChoice checked={picked.length === 0} onSelect={() => onChange([])}>
        All documents
      </MenuChoice>
      {collections.map(({ id, name: title, documents }) => (
        <MenuChoice
          key={id}
          checked={chosen.includes(id)}
          detail={plural(documents, 'document')}
          onSelect={(event) => {
            event.preventDefault();
            onChange(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
          }}
        >
          {title}
        </MenuChoice>
      ))}
    </Menu>
  );
}
