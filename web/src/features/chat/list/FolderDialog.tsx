import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { collectionsQuery } from '@/api/queries';
import type { Folder, Id } from '@/api/types';
import { count } from '@/lib/format';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Field, Input, TextArea } from '@/ui/field';
import { ProblemNotice } from '@/ui/problem';
import { changeFolder, createFolder, LONGEST_INSTRUCTIONS, LONGEST_NAME, setFolderOpen } from '../folders';

interface FolderDialogProps {
  /** Null makes a new one. */
  folder: Folder | null;
  onClose(): void;
}

/** A folder's name, and what it gives to the conversations in it. */
export default function FolderDialog({ folder, onClose }: FolderDialogProps) {
  const [name, setName] = useState(folder?.name ?? '');
  const [instructions, setInstructions] = useState(folder?.instructions ?? '');
  const [collections, setCollections] = useState<Id[]>(folder?.collections ?? []);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const length = [...instructions].length;
  const tooLong = length > LONGEST_INSTRUCTIONS;

  async function save(event: FormEvent) {
    event.preventDefault();
    if (!name.trim() || tooLong || busy) return;
    setBusy(true);
    setError(null);
    try {
      const fields = { name: name.trim(), instructions, collections };
      if (folder) await changeFolder(folder.id, fields);
      else setFolderOpen((await createFolder(fields)).id, true);
      onClose();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={folder ? t`Folder settings` : t`New folder`}>
      <form onSubmit={(event) => void save(event)} className="grid gap-4">
        <Field label={t`Name`}>{(ids) => <Input {...ids} dir="auto" value={name} maxLength={LONGEST_NAME} required onChange={(event) => setName(event.target.value)} />}</Field>
        <Field
          label={t`Instructions`}
          hint={tooLong ? t`${count(length)} of ${count(LONGEST_INSTRUCTIONS)} characters; please shorten them.` : t`The model is told this in every conversation of the folder. ${count(length)} of ${count(LONGEST_INSTRUCTIONS)} characters.`}
        >
          {(ids) => (
            <TextArea {...ids} dir="auto" rows={6} value={instructions} aria-invalid={tooLong} onChange={(event) => setInstructions(event.target.value)} />
          )}
        </Field>
        <Collections chosen={collections} onChange={setCollections} />
        {error !== null && <ProblemNotice error={error} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button type="submit" look="primary" disabled={!name.trim() || tooLong || busy}>
            {folder ? t`Save` : t`Create`}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Collections({ chosen, onChange }: { chosen: Id[]; onChange(chosen: Id[]): void }) {
  const { data } = useQuery(collectionsQuery);
  if (!data || data.length === 0) return null;
  const toggle = (id: Id) => onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <fieldset className="grid gap-1">
      <legend className="text-sm font-medium">{t`Collections`}</legend>
      <p className="text-sm text-muted-foreground">{t`New conversations in the folder answer from these; with none chosen, from all.`}</p>
      <ul className="mt-1 max-h-40 overflow-y-auto rounded-md border p-1">
        {data.map(({ id, name }) => (
          <li key={id}>
            <label className="flex min-h-8 cursor-pointer items-center gap-2 rounded-sm px-2 hover:bg-hover">
              <input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} className="size-4 shrink-0 accent-accent" />
              <span dir="auto" className="truncate">
                {name}
              </span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
