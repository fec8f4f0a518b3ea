import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Clock, Folder } from 'lucide-react';
import { foldersQuery } from '@/api/queries';
import { Button } from '@/ui/button';
import { useCommands } from '@/ui/commands';
import { toastProblem } from '@/ui/problem';
import { ChatFrame } from './ChatFrame';
import { changeNewChat, NEW_DRAFT, startConversation, useNewChat } from './newChat';
import { NewChatWelcome } from './NewChatWelcome';
import { ask, type Asked } from './runs';
import { TemporaryLine } from './TemporaryLine';
import { notSent } from './unsure';
import { saveDraft } from './useDraft';

/** The conversation that does not exist yet. */
export default function NewChatPage() {
  const { model, collections, temporary } = useNewChat();
  const { folder: wanted } = useSearch({ from: '__root__' });
  const { data: folders } = useQuery({ ...foldersQuery, enabled: wanted !== undefined });
  const folder = folders?.find(({ id }) => id === wanted);
  const navigate = useNavigate();
  useCommands([
    {
      id: 'chat.temporary',
      title: temporary ? t`Store the new conversation` : t`Make the new conversation a temporary one`,
      group: t`Conversation`,
      run: () => useNewChat.setState({ temporary: !temporary }),
    },
  ]);

  async function begin(text: string, asked: Asked): Promise<boolean> {
    try {
      const { id } = await startConversation(folder?.id ?? null);
      try {
        await ask(id, text, null, asked);
      } catch (error) {
        // The conversation is there, the question is not: it waits in its composer.
        saveDraft(id, text);
        toastProblem(error, t`The question was not sent`, notSent(id));
      }
      await navigate({ to: '/chat/$conversation', params: { conversation: id } });
      return true;
    } catch (error) {
      toastProblem(error, t`The conversation could not be started`);
      return false;
    }
  }

  return (
    <ChatFrame draftKey={NEW_DRAFT} model={model} collections={collections} onChange={changeNewChat} onSend={begin} above={temporary ? <TemporaryLine /> : undefined}>
      <div className="grid min-h-0 flex-1 place-items-center overflow-y-auto">
        <div className="grid justify-items-center gap-4">
          {folder && (
            <p className="flex items-center gap-2 text-sm text-muted-foreground">
              <Folder aria-hidden className="size-4" /> {folder.name}
            </p>
          )}
          <NewChatWelcome />
          <Button look="ghost" size="small" aria-pressed={temporary} onClick={() => useNewChat.setState({ temporary: !temporary })}>
            <Clock aria-hidden /> {temporary ? t`Temporary conversation: on` : t`Temporary conversation`}
          </Button>
        </div>
      </div>
    </ChatFrame>
  );
}
