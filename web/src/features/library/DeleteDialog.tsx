import { plural, t } from '@lingui/core/macro';
import { useState } from 'react';
import type { Collection } from '@/api/types';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Field, Input } from '@/ui/field';
import { ProblemNotice } from '@/ui/problem';

interface DeleteDialogProps {
  collection: Collection;
  open: boolean;
  onOpenChange(open: boolean): void;
  onDelete(): Promise<void>;
}

/** Deleting a collection cannot be undone, so its name must be typed. */
export function DeleteDialog({ collection, open, onOpenChange, onDelete }: DeleteDialogProps) {
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const sure = typed.trim().toLocaleLowerCase() === collection.name.toLocaleLowerCase();

  function change(next: boolean) {
    setTyped('');
    setError(null);
    onOpenChange(next);
  }

  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title={t`Delete “${collection.name}”?`}
      description={t`${plural(collection.documents, { one: '# document', other: '# documents' })} will be removed with text, passages and search entries. This cannot be undone. Answers that were given stay, but their sources can no longer be opened.`}
    >
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!sure) return;
          setBusy(true);
          onDelete()
            .then(() => change(false), setError)
            .finally(() => setBusy(false));
        }}
      >
        <Field label={t`Type the name of the collection to confirm`}>
          {(ids) => <Input {...ids} value={typed} onChange={(event) => setTyped(event.target.value)} autoComplete="off" placeholder={collection.name} autoFocus />}
        </Field>
        {error !== null && <ProblemNotice error={error} />}
        <div className="flex justify-end gap-2">
          <Button look="ghost" onClick={() => change(false)}>
            {t`Cancel`}
          </Button>
          <Button look="danger" type="submit" disabled={!sure || busy}>
            {t`Delete collection`}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
