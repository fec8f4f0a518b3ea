import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { keys } from '@/api/queries';
import { refresh } from '@/api/refresh';
import type { Collection } from '@/api/types';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Sharing } from '@/ui/sharing/Sharing';

interface SharingDialogProps {
  collection: Collection;
  onClose(): void;
}

/** With whom a collection is shared. */
export default function SharingDialog({ collection: { id, name, owner }, onClose }: SharingDialogProps) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t`Share “${name}”`}
      description={<Trans>Whoever it is shared with finds its documents in their searches and answers. It can be taken back at any time.</Trans>}
    >
      <Sharing thing={{ kind: 'collection', id }} owner={owner} onShared={() => void refresh(keys.collections)} />
      <div className="flex justify-end">
        <Button onClick={onClose}>
          <Trans>Done</Trans>
        </Button>
      </div>
    </Dialog>
  );
}
