import { plural, t } from '@lingui/core/macro';
import { useNavigate } from '@tanstack/react-router';
import { addToLibrary } from '@/api/adding';
import type { DroppedFile } from '@/lib/dropped';
import { useFilePicker } from '@/ui/filebutton';
import { toastProblem } from '@/ui/problem';
import { toast } from '@/ui/toast';

/** Adds files to the library from wherever one is, and says where they went. */
export function useAdd(): (files: DroppedFile[]) => void {
  const navigate = useNavigate();
  return (files) => {
    if (files.length === 0) return;
    addToLibrary(files).then(
      ({ id, name }) =>
        toast.show(t`${plural(files.length, { one: 'Adding # file', other: 'Adding # files' })} to ${name}`, {
          action: { label: t`Show`, onClick: () => void navigate({ to: '/library/$collection', params: { collection: id } }) },
        }),
      (error: unknown) => toastProblem(error, t`The files were not added`),
    );
  };
}

/** The same, with files chosen in the browser's own dialogs. */
export function useAddFiles() {
  return useFilePicker(useAdd());
}
