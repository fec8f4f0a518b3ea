import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { FilePlus2, FolderUp, Upload } from 'lucide-react';
import { addToLibrary } from '@/api/adding';
import { useMay } from '@/api/may';
import { modelsQuery, statusQuery } from '@/api/queries';
import type { DroppedFile } from '@/lib/dropped';
import { Button } from '@/ui/button';
import { Empty } from '@/ui/feedback';
import { useFilePicker } from '@/ui/filebutton';
import { toastProblem } from '@/ui/problem';
import { Suggestions } from './Suggestions';

/** Teaches the one next step: add documents, then ask. */
export function NewChatWelcome() {
  const { data: status, isPending } = useQuery(statusQuery);
  const mayAdd = useMay('contribute');
  const { ready = 0, queued = 0, processing = 0, ...rest } = status?.documents ?? {};
  const reading = queued + processing;
  const stuck = Object.values(rest).reduce((sum, some) => sum + some, 0);
  if (status && ready + reading + stuck === 0) return mayAdd ? <FirstStep /> : <NothingShared />;
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
      {ready > 0 && <Suggestions />}
    </div>
  );
}

/** For those who may ask but not add. */
function NothingShared() {
  return (
    <Empty icon={FilePlus2} title={t`Nothing is shared with you yet`} level={1}>
      <Trans>You ask about documents that others share with you. Ask whoever let you in to share a collection; your role does not add documents.</Trans>
    </Empty>
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
