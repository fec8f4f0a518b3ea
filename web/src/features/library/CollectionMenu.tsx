import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Ellipsis, Eraser, Pencil, Trash2, UserPlus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { http, send } from '@/api/client';
import { accessQuery, keys } from '@/api/queries';
import { refresh } from '@/api/refresh';
import type { Collection } from '@/api/types';
import { IconButton } from '@/ui/button';
import { Menu, MenuItem } from '@/ui/menu';
import { mayHoldSamples, removeSamples } from '@/ui/samples';
import { DeleteDialog } from './DeleteDialog';
import { NameDialog } from './NameDialog';

const SharingDialog = lazy(() => import('./sharing/SharingDialog'));

export function CollectionMenu({ collection }: { collection: Collection }) {
  const [open, setOpen] = useState<'name' | 'delete' | 'share' | null>(null);
  const { data: access } = useQuery(accessQuery);
  const navigate = useNavigate();
  // Whoever it is shared with to read or write has nothing to do here.
  const manages = collection.access === 'manage';
  const params = { path: { id: collection.id } };
  async function remove() {
    if (await removeSamples(collection.id)) await navigate({ to: '/library' });
  }

  if (!manages) return null;
  return (
    <>
      <Menu
        label={t`Actions for ${collection.name}`}
        trigger={
          <IconButton size="small" label={t`Actions for ${collection.name}`}>
            <Ellipsis aria-hidden />
          </IconButton>
        }
      >
        <MenuItem onSelect={() => setOpen('name')}>
          <Pencil aria-hidden /> {t`Rename`}
        </MenuItem>
        {access?.accounts && (
          <MenuItem onSelect={() => setOpen('share')}>
            <UserPlus aria-hidden /> {t`Share with people`}
          </MenuItem>
        )}
        {mayHoldSamples(collection) && (
          <MenuItem onSelect={() => void remove()}>
            <Eraser aria-hidden /> {t`Remove the samples`}
          </MenuItem>
        )}
        <MenuItem danger onSelect={() => setOpen('delete')}>
          <Trash2 aria-hidden /> {t`Delete`}
        </MenuItem>
      </Menu>
      {open === 'share' && (
        <Suspense fallback={null}>
          <SharingDialog collection={collection} onClose={() => setOpen(null)} />
        </Suspense>
      )}
      <NameDialog
        open={open === 'name'}
        onOpenChange={(next) => setOpen(next ? 'name' : null)}
        title={t`Rename collection`}
        action={t`Rename`}
        name={collection.name}
        onName={async (name) => {
          await send(http.PATCH('/api/v1/collections/{id}', { params, body: { name } }));
          await refresh(keys.collections);
        }}
      />
      <DeleteDialog
        collection={collection}
        open={open === 'delete'}
        onOpenChange={(next) => setOpen(next ? 'delete' : null)}
        onDelete={async () => {
          await send(http.DELETE('/api/v1/collections/{id}', { params }));
          await navigate({ to: '/library' });
          await refresh(keys.collections, keys.documents, keys.tags);
        }}
      />
    </>
  );
}
