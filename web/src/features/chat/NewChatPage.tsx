import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { FilePlus2, FolderUp, Upload } from 'lucide-react';
import { addToLibrary } from '@/api/adding';
import { modelsQuery, statusQuery } from '@/api/queries';
import type { DroppedFile } from '@/lib/dropped';
import { plural } from '@/lib/format';
import { Button } from '@/ui/button';
import { Empty } from '@/ui/feedback';
import { useFilePicker } from '@/ui/filebutton';
import { toastProblem } from '@/ui/problem';
import { ChatFrame } from './ChatFrame';
import { changeNewChat, startConversation, useNewChat } from './newChat';
import { ask } from './runs';
import { saveDraft } from './useDraft';

const DRAFT = 'new';

/** The conversation that does not exist yet. */
export default function NewChatPage() {
  const { model, collections } = useNewChat();
  const navigate = useNavigate();

  async function begin(text: string): Promise<boolean> {
    try {
      const { id } = await startConversation();
      try {
        await ask(id, text, null);
      } catch (error) {
        // The conversation is there, the question is not: it waits in its composer.
        saveDraft(id, text);
        toastProblem(error, 'The question was not sent');
      }
      await navigate({ to: '/chat/$conversation', params: { conversation: id } });
      return true;
    } catch (error) {
      toastProblem(error, 'The conversation could not be started');
      return false;
    }
  }

  return (
    <ChatFrame draftKey={DRAFT} model={model} collections={collections} onChange={changeNewChat} onSend={begin}>
      <div className="grid min-h-0 flex-1 place-items-center overflow-y-auto">
        <Welcome />
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
      <h1 className="text-2xl font-semibold">What do you want to know?</h1>
      {!isPending && (
        <p className="text-muted-foreground">
          {ready > 0 && <>Answers come from your {plural(ready, 'document')}. Every citation is checked, and a click shows the passage.</>}
          {reading > 0 && <> {plural(reading, 'document is', 'documents are')} still being read.</>}
          {ready + reading === 0 && stuck > 0 && <>None of your {plural(stuck, 'document')} could be read yet; the library says why.</>}
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
      (error: unknown) => toastProblem(error, 'The files were not added'),
    );
  }

  return (
    <Empty
      icon={FilePlus2}
      title="Add documents to begin"
      level={1}
      action={
        <>
          <Button look="primary" onClick={() => pick('files')}>
            <Upload aria-hidden /> Add files
          </Button>
          <Button onClick={() => pick('folder')}>
            <FolderUp aria-hidden /> Add a folder
          </Button>
          {inputs}
        </>
      }
    >
      Drop files or a folder anywhere here: PDF, Word, Markdown, HTML, text, CSV, JSON or code. Then ask, and get answers with sources you
      can check.{models?.every(({ local }) => local) && ' Nothing leaves this machine.'}
    </Empty>
  );
}
