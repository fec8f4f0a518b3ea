import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { accessQuery, directoryQuery } from '@/api/queries';
import type { Collection } from '@/api/types';
import { levelName } from '@/ui/sharing/levels';

/** Says whose a collection is and what one may do with it; nothing for one's own. */
export function SharedLine({ collection: { owner, access } }: { collection: Collection }) {
  const { data: me } = useQuery(accessQuery);
  const foreign = Boolean(me?.account && me.account.id !== owner);
  const directory = useQuery({ ...directoryQuery, enabled: foreign });
  if (!foreign) return null;
  const name = directory.data?.people.find(({ id }) => id === owner)?.name ?? '…';
  return (
    <>
      {' · '}
      {t`shared by ${name} · ${levelName('collection', access)}`}
    </>
  );
}
