import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useMutation, useQuery } from '@tanstack/react-query';
import { FolderUp, Upload } from 'lucide-react';
import { addToLibrary } from '@/api/adding';
import { statusQuery } from '@/api/queries';
import type { DroppedFile } from '@/lib/dropped';
import { SAMPLES } from '@/lib/samples';
import { Button } from '@/ui/button';
import { useDropTarget } from '@/ui/drop';
import { Spinner } from '@/ui/feedback';
import { useFilePicker } from '@/ui/filebutton';
import { ProblemNotice } from '@/ui/problem';
import { addSamples } from './samples';
import { setShelf } from './steps';
import type { StepProps } from './WelcomePage';

const CARD = 'grid content-start gap-3 rounded-md border p-5';

/** Own files, or ours. */
export function FilesStep({ next }: StepProps) {
  const { data: status } = useQuery(statusQuery);
  const add = useMutation({
    mutationFn: async (files: DroppedFile[] | 'samples') => (files === 'samples' ? addSamples() : (await addToLibrary(files)).id),
    onSuccess: (collection) => {
      setShelf(collection);
      next();
    },
  });
  const own = (files: DroppedFile[]) => files.length > 0 && add.mutate(files);
  useDropTarget(t`Drop to add`, own);
  const { pick, inputs } = useFilePicker(own);
  const there = Object.values(status?.documents ?? {}).reduce((sum, some) => sum + some, 0);

  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <div className={CARD}>
          <h2 className="text-lg font-semibold">
            <Trans>Your files</Trans>
          </h2>
          <p className="text-muted-foreground">
            <Trans>Drop files or a folder here. They are copied; the originals stay as they are.</Trans>
          </p>
          <div className="flex flex-wrap gap-2">
            <Button look="primary" disabled={add.isPending} onClick={() => pick('files')}>
              <Upload aria-hidden /> <Trans>Add files</Trans>
            </Button>
            <Button disabled={add.isPending} onClick={() => pick('folder')}>
              <FolderUp aria-hidden /> <Trans>Add a folder</Trans>
            </Button>
          </div>
          {inputs}
        </div>
        <div className={CARD}>
          <h2 className="text-lg font-semibold">
            <Trans>Our samples</Trans>
          </h2>
          <p className="text-muted-foreground">
            <Trans>Four small documents of a bicycle workshop, in English, in a collection of their own that can be removed again.</Trans>
          </p>
          <ul translate="no" className="grid gap-0.5 font-mono text-sm text-muted-foreground">
            {SAMPLES.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
          <div>
            <Button disabled={add.isPending} onClick={() => add.mutate('samples')}>
              {add.isPending && <Spinner label={t`Adding`} />} <Trans>Use the samples</Trans>
            </Button>
          </div>
        </div>
      </div>
      {add.error && <ProblemNotice error={add.error} onRetry={() => add.mutate(add.variables!)} />}
      {there > 0 && (
        <p>
          <Button onClick={next}>
            <Plural value={there} one="Go on with the document that is there" other="Go on with the # documents that are there" />
          </Button>
        </p>
      )}
    </>
  );
}
