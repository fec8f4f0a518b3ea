import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { conversationQuery } from '@/api/queries';
import { isForeign } from '@/api/sharing';
import { useCommands } from '@/ui/commands';
import { changeConversations } from './changing';
import { closeDialog, openDialog, useAsked } from './dialogs';

const ExportDialog = lazy(() => import('./list/ExportDialog'));
const FolderDialog = lazy(() => import('./list/FolderDialog'));
const MoveDialog = lazy(() => import('./list/MoveDialog'));
const ShareDialog = lazy(() => import('./share/ShareDialog'));

/** The dialogs of conversations, wherever they were asked for, and what can be done with the conversation in view. */
export default function Desk() {
  const { asked } = useAsked();
  const { conversation: id } = useParams({ strict: false });
  return (
    <>
      {id !== undefined && <Commands id={id} />}
      <Suspense fallback={null}>
        {asked?.what === 'share' && <ShareDialog conversation={asked.conversation} onClose={closeDialog} />}
        {asked?.what === 'export' && <ExportDialog conversation={asked.conversation} onClose={closeDialog} />}
        {asked?.what === 'move' && <MoveDialog conversations={asked.conversations} onClose={closeDialog} />}
        {asked?.what === 'folder' && <FolderDialog folder={asked.folder} onClose={closeDialog} />}
        {asked?.what === 'newFolder' && <FolderDialog folder={null} onClose={closeDialog} />}
      </Suspense>
    </>
  );
}

function Commands({ id }: { id: string }) {
  // The page of the conversation reads it; here it is only looked at.
  const { data: conversation } = useQuery({ ...conversationQuery(id), enabled: false });
  const group = t`Conversation`;
  const stored = conversation && !conversation.temporary;
  useCommands(
    conversation
      ? [
          { id: 'chat.export', title: t`Export the conversation`, group, run: () => openDialog({ what: 'export', conversation }) },
          ...(stored
            ? [
                ...(conversation.access === 'manage' ? [{ id: 'chat.share', title: t`Share the conversation`, group, run: () => openDialog({ what: 'share', conversation }) }] : []),
              ]
            : []),
          ...(stored && !isForeign(conversation)
            ? [
                {
                  id: 'chat.pin',
                  title: conversation.pinned ? t`Unpin the conversation` : t`Pin the conversation`,
                  group,
                  run: () => void changeConversations([id], { pinned: !conversation.pinned }),
                },
                { id: 'chat.move', title: t`Move the conversation to a folder`, group, run: () => openDialog({ what: 'move', conversations: [id] }) },
              ]
            : []),
        ]
      : [],
  );
  return null;
}
