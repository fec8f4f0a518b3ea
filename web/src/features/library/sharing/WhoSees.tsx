import { plural, t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { accessQuery } from '@/api/queries';
import type { Collection } from '@/api/types';

/** Who can see the documents of a collection. */
export function WhoSees({ collection: { owner, shares } }: { collection: Collection }) {
  const { data: me } = useQuery(accessQuery);
  if (me?.account && me.account.id !== owner) return t`Whose collection it is, and those it is shared with, you among them.`;
  if (shares === 0) return t`Only you.`;
  return plural(shares, { one: 'You, and the one person or group it is shared with.', other: 'You, and the # people and groups it is shared with.' });
}
