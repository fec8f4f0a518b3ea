import { plural, t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { createCollection } from '@/api/adding';
import { collectionsQuery } from '@/api/queries';
import type { Document } from '@/api/types';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Field, Input } from '@/ui/field';
import { Spinner } from '@/ui/feedback';
import { toastProblem } from '@/ui/problem';
import { changeDocuments, moveDocuments } from './documentActions';
import { closeDialog } from './dialogs';
import { retagged, shared } from './tags';
import { TagsField } from './TagsField';

/** Chosen in place of a collection's id. */
const NEW = 'new';

interface FormProps {
  action: string;
  children: ReactNode;
  onSubmit(): void;
}

function Form({ action, children, onSubmit }: FormProps) {
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
      <div className="flex justify-end gap-2">
        <Button look="ghost" onClick={closeDialog}>{t`Cancel`}</Button>
        <Button look="primary" type="submit">
          {action}
        </Button>
      </div>
    </form>
  );
}

/** The path is the name: its folders and what the file is called. */
export function RenameDialog({ document }: { document: Document }) {
  const [path, setPath] = useState(document.path);
  const wanted = path.trim();
  return (
    <Dialog open onOpenChange={closeDialog} title={t`Rename document`}>
      <Form
        action={t`Rename`}
        onSubmit={() => {
          if (!wanted) return;
          closeDialog();
          if (wanted !== document.path) void changeDocuments([document], () => ({ path: wanted }));
        }}
      >
        <Field label={t`Path`} hint={t`Folders before the name are divided by “/”. They appear by themselves.`}>
          {(ids) => <Input {...ids} value={path} onChange={(event) => setPath(event.target.value)} required autoComplete="off" spellCheck={false} dir="auto" autoFocus />}
        </Field>
      </Form>
    </Dialog>
  );
}

export function TagsDialog({ documents }: { documents: readonly Document[] }) {
  const before = shared(documents.map(({ tags }) => tags));
  const [tags, setTags] = useState(before);
  return (
    <Dialog
      open
      onOpenChange={closeDialog}
      title={documents.length === 1 ? t`Tags of “${documents[0]!.title}”` : t`Tags of ${plural(documents.length, { one: '# document', other: '# documents' })}`}
      description={documents.length > 1 ? t`These are the tags that all of them have. Others stay as they are.` : undefined}
    >
      <Form
        action={t`Save`}
        onSubmit={() => {
          closeDialog();
          void changeDocuments(documents, (document) => ({ tags: retagged(document.tags, before, tags) }));
        }}
      >
        <TagsField label={t`Tags`} tags={tags} onTags={setTags} />
      </Form>
    </Dialog>
  );
}

export function MoveDialog({ documents }: { documents: readonly Document[] }) {
  const { data: collections } = useQuery(collectionsQuery);
  const [wanted, setTo] = useState('');
  const [name, setName] = useState('');
  const options = collections?.filter(({ id }) => documents.some(({ collection }) => collection !== id)) ?? [];
  const to = options.find(({ id }) => id === wanted) ?? options[0];
  const isNew = wanted === NEW || !to;
  function move() {
    if (isNew && !name.trim()) return;
    closeDialog();
    (isNew ? createCollection(name.trim()) : Promise.resolve(to)).then(
      (target) => moveDocuments(documents, target),
      (error: unknown) => toastProblem(error, t`The collection was not made`),
    );
  }
  return (
    <Dialog open onOpenChange={closeDialog} title={t`Move ${plural(documents.length, { one: '# document', other: '# documents' })}`}>
      {!collections && <Spinner label={t`Loading collections`} />}
      {collections && (
        <Form action={isNew ? t`Make and move` : t`Move`} onSubmit={move}>
          {options.length > 0 && (
            <fieldset className="-mx-1 grid max-h-72 gap-1 overflow-y-auto p-1">
              <legend className="mb-1 px-1 text-sm font-medium">{t`Collection`}</legend>
              {options.map(({ id, name: called }) => (
                <label key={id} className="flex cursor-pointer items-center gap-2 rounded-sm px-2 py-1.5 hover:bg-hover">
                  <input type="radio" name="collection" checked={!isNew && id === to?.id} onChange={() => setTo(id)} className="size-4 accent-(--color-accent)" />
                  <bdi className="truncate">{called}</bdi>
                </label>
              ))}
              <label className="flex cursor-pointer items-center gap-2 rounded-sm px-2 py-1.5 hover:bg-hover">
                <input type="radio" name="collection" checked={isNew} onChange={() => setTo(NEW)} className="size-4 accent-(--color-accent)" />
                {t`A new one`}
              </label>
            </fieldset>
          )}
          {isNew && (
            <Field label={t`Name of the new collection`}>
              {(ids) => <Input {...ids} value={name} onChange={(event) => setName(event.target.value)} required maxLength={120} autoComplete="off" autoFocus />}
            </Field>
          )}
        </Form>
      )}
    </Dialog>
  );
}
