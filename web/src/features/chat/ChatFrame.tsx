import { plural, t } from '@lingui/core/macro';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { addToLibrary, useIntended } from '@/api/adding';
import { useMay } from '@/api/may';
import type { DroppedFile } from '@/lib/dropped';
import { useDropTarget } from '@/ui/drop';
import { toastProblem } from '@/ui/problem';
import { toast } from '@/ui/toast';
import { Composer, type ComposerProps } from './Composer';
import { ModeLine } from './ModeLine';
import { ReadOnly } from './ReadOnly';

interface ChatFrameProps extends Omit<ComposerProps, 'onFiles'> {
  /** Stands above the composer. */
  children: ReactNode;
  /** Stands right above it: questions that wait, for example. */
  above?: ReactNode;
  /** One may look and not ask. */
  readOnly?: boolean;
}

/** A conversation's outline, new or old: content above, composer below; files may be dropped anywhere. */
export function ChatFrame({ children, above, readOnly = false, ...composer }: ChatFrameProps) {
  const mayAsk = useMay('ask');
  const navigate = useNavigate();

  function add(files: DroppedFile[]) {
    if (files.length === 0) return;
    addToLibrary(files, composer.collections[0]).then(
      ({ id, name }) =>
        toast.show(t`Adding ${plural(files.length, { one: '# file', other: '# files' })} to ${name}`, {
          description: t`Each can be asked about as soon as it has been read.`,
          action: { label: t`Show`, onClick: () => void navigate({ to: '/library/$collection', params: { collection: id } }) },
        }),
      (error: unknown) => toastProblem(error, t`The files were not added`),
    );
  }

  const into = useIntended(composer.collections[0]);
  useDropTarget(into ? t`Drop to add to ${into}` : t`Drop to add to your library`, add);

  return (
    <div className="flex h-full min-h-0 flex-col">
      {children}
      <div className="mx-auto grid w-full max-w-[46rem] grid-cols-[minmax(0,1fr)] gap-2 px-4 pt-2 pb-3">
        {above}
        {readOnly || !mayAsk ? (
          <ReadOnly />
        ) : (
          <>
            <Composer key={composer.draftKey} {...composer} onFiles={add} />
            <ModeLine model={composer.model} />
          </>
        )}
      </div>
    </div>
  );
}
