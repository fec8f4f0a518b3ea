import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { accessQuery, keys } from '@/api/queries';
import { refresh } from '@/api/refresh';
import { isForeign } from '@/api/sharing';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Segmented } from '@/ui/segmented';
import { Sharing } from '@/ui/sharing/Sharing';
import type { Shareable } from '../dialogs';
import { LinkSharing } from './LinkSharing';

interface ShareDialogProps {
  conversation: Shareable;
  onClose(): void;
}

/** Shares a conversation with people as it goes on, or by a link as it is now. */
export default function ShareDialog({ conversation, onClose }: ShareDialogProps) {
  const { data: access } = useQuery(accessQuery);
  const [by, setBy] = useState<'people' | 'link'>('people');
  const { id, title, owner } = conversation;
  // Links for everybody are the owner's; without accounts there is nobody to share with.
  const mayLink = !isForeign(conversation);
  const way = !access?.accounts ? 'link' : mayLink ? by : 'people';
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t`Share the conversation`} description={title || t`New conversation`}>
      {access?.accounts && mayLink && (
        <Segmented<'people' | 'link'>
          label={t`How it is shared`}
          value={way}
          onChange={setBy}
          options={[
            { value: 'people', label: t`With people` },
            { value: 'link', label: t`By link` },
          ]}
        />
      )}
      {way === 'people' ? (
        <>
          <p>
            <Trans>
              They see it as it goes on, with the passages that are quoted in it. To open a document they need access to its collection; whoever asks does so with their own
              documents.
            </Trans>
          </p>
          <Sharing thing={{ kind: 'conversation', id }} owner={owner} onShared={() => void refresh(keys.conversations, keys.conversation(id))} />
        </>
      ) : (
        <LinkSharing conversation={id} />
      )}
      <div className="flex justify-end">
        <Button onClick={onClose}>{t`Done`}</Button>
      </div>
    </Dialog>
  );
}
