import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { libraryCollection } from '@/api/adding';
import { http, send } from '@/api/client';
import type { DroppedFile } from '@/lib/dropped';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Spinner } from '@/ui/feedback';
import { Field, Input, TextArea } from '@/ui/field';
import { ProblemNotice } from '@/ui/problem';
import { toast } from '@/ui/toast';
import { refresh } from './documentActions';

interface AddDialogProps {
  what: 'text' | 'link';
  collection?: string;
  onFiles(files: DroppedFile[]): void;
  onClose(): void;
}

/** Adds what is no file: a text, or what a link leads to. */
export default function AddDialog({ what, ...rest }: AddDialogProps) {
  return what === 'text' ? <TextDialog {...rest} /> : <LinkDialog {...rest} />;
}

function TextDialog({ onFiles, onClose }: Omit<AddDialogProps, 'what'>) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t`Paste text`}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          const data = new FormData(event.currentTarget);
          const title = String(data.get('title')).trim();
          // A slash would make folders.
          const path = `${title.replace(/[\\/]/g, '-')}.md`;
          onFiles([{ path, file: new File([String(data.get('text'))], path, { type: 'text/markdown' }) }]);
          onClose();
        }}
      >
        <Field label={t`Title`}>{(ids) => <Input {...ids} name="title" required maxLength={120} autoComplete="off" autoFocus />}</Field>
        <Field label={t`Text`} hint={t`Plain text or Markdown.`}>
          {(ids) => <TextArea {...ids} name="text" required rows={10} dir="auto" />}
        </Field>
        <div className="flex justify-end gap-2">
          <Button look="ghost" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button look="primary" type="submit">
            <Trans>Add</Trans>
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function LinkDialog({ collection, onClose }: Omit<AddDialogProps, 'what'>) {
  const add = useMutation({
    mutationFn: async (url: string) => {
      const { id } = await libraryCollection(collection);
      return send(http.POST('/api/v1/collections/{id}/links', { params: { path: { id } }, body: { url } }));
    },
    onSuccess: async ({ document }) => {
      toast.success(t`Added “${document.title}”`);
      onClose();
      await refresh();
    },
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t`Add a link`} description={t`The page or file is fetched once, by the server, and kept. Adding the same address later makes a new version.`}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate(String(new FormData(event.currentTarget).get('url')).trim());
        }}
      >
        <Field label={t`Address`}>{(ids) => <Input {...ids} name="url" required inputMode="url" autoComplete="off" placeholder="https://" autoFocus />}</Field>
        {add.error && <ProblemNotice error={add.error} />}
        <div className="flex justify-end gap-2">
          <Button look="ghost" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button look="primary" type="submit" disabled={add.isPending}>
            {add.isPending && <Spinner label={t`Fetching`} />} <Trans>Add</Trans>
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
