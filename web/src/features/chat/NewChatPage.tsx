import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Clock, FilePlus2, Folder, FolderUp, Upload } from 'lucide-react';
import { addToLibrary } from '@/api/adding';
import { foldersQuery, modelsQuery, statusQuery } from '@/api/queries';
import type { DroppedFile } from '@/lib/dropped';
import { Button } from '@/ui/button';
import { Empty } from '@/ui/feedback';
import { useCommands } from '@/ui/commands';
import { useFilePicker } from '@/ui/filebutton';
import { toastProblem } from '@/ui/problem';
import { ChatFrame } from './ChatFrame';
import { changeNewChat, startConversation, useNewChat } from './newChat';
import { ask, type Asked } from './runs';
import { TemporaryLine } from './TemporaryLine';
import { notSent } from './unsure';
import { saveDraft } from './useDraft';

const DRAFT = 'new';

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
    <ChatFrame draftKey={DRAFT} model={model} collections={collections} onChange={changeNewChat} onSend={begin} above={temporary ? <TemporaryLine /> : undefined}>
      <div className="grid min-h-0 flex-1 place-items-center overflow-y-auto">
        <div className="grid justify-items-center gap-4">
          {folder && (
            <p className="flex items-center gap-2 text-sm text-muted-foreground">
              <Folder aria-hidden className="size-4" /> {folder.name}
            </p>
          )}
          <Welcome />
          <Button look="ghost" size="small" aria-pressed={temporary} onClick={() => useNewChat.setState({ temporary: !temporary })}>
            <Clock aria-hidden /> {temporary ? t`Temporary conversation: on` : t`Temporary conversation`}
          </Button>
        </div>
      </div>
    </ChatFrame>
  );
}

/** Teaches the one next step: add documents, then ask. */
function Welcome() {
  const { data: status, isPending } = useQuery(statusQuery);
  const { ready = 0, queued = 0, processing = 0, ...rest } = status?.documents ?? {};
  const reading = queued + processing;
  const stuck = Object.values(rest).reduce((sum, some) => sum + some, 0);
  if (status && ready + reading + stuck === 0) return <FirstStep />;
  return (
    <div className="grid max-w-lg gap-2 px-6 text-center">
      <h1 className="text-2xl font-semibold"><Trans>What do you want to know?</Trans></h1>
      {!isPending && (
        <p className="text-muted-foreground">
          {ready > 0 &&
            t`Answers come from your ${plural(ready, { one: '# document', other: '# documents' })}. Every citation is checked, and a click shows the passage.`}{' '}
          {reading > 0 && plural(reading, { one: '# document is still being read.', other: '# documents are still being read.' })}
          {ready + reading === 0 &&
            stuck > 0 &&
            plural(stuck, { one: 'Your document could not be read yet; the library says why.', other: 'None of your # documents could be read yet; the library says why.' })}
        </p>
      )}
    </div>
  );
}

function FirstStep() {
  const navigate = useNavigate();
  const { data: models } = useQuery(modelsQuery);
  const { pick, inputs } = useFilePicker(add);

  function add(files: DroppedFile[]) {
    if (files.length === 0) return;
    addToLibrary(files).then(
      ({ id }) => void navigate({ to: '/library/$collection', params: { collection: id } }),
      (error: unknown) => toastProblem(error, t`The files were not added`),
    );
  }

  return (
    <Empty
      icon={FilePlus2}
      title={t`Add documents to begin`}
      level={1}
      action={
        <>
          <Button look="primary" onClick={() => pick('files')}>
            <Upload aria-hidden /> <Trans>Add files</Trans>
          </Button>
          <Button onClick={() => pick('folder')}>
            <FolderUp aria-hidden /> <Trans>Add a folder</Trans>
          </Button>
          {inputs}
        </>
      }
    >
      <Trans>
        Drop files or a folder anywhere here: PDF, Word, Markdown, HTML, text, CSV, JSON or code. Then ask, and get answers with sources you
        can check.
      </Trans>{' '}
      {models?.every(({ local }) => local) && <Trans>Nothing leaves this machine.</Trans>}
    </Empty>
  );
}
