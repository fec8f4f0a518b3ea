import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { http, send } from '@/api/client';
import { keys } from '@/api/queries';
import { refresh } from '@/api/refresh';
import type { Directory, Group } from '@/api/types';
import { Avatar } from '@/ui/avatar';
import { Button } from '@/ui/button';
import { Field, Input } from '@/ui/field';
import { FormDialog } from '@/ui/formDialog';

interface GroupDialogProps {
  /** None for a new one. */
  group: Group | null;
  people: Directory['people'];
  onClose(): void;
}

/** The name of a group and who is in it. */
export function GroupDialog({ group, people, onClose }: GroupDialogProps) {
  const done = () => {
    void refresh(keys.directory, keys.collections, keys.documents, keys.conversations);
    onClose();
  };
  const save = useMutation({
    mutationFn: async (fields: FormData) => {
      const name = String(fields.get('name'));
      const members = fields.getAll('member').map(String);
      const { id } = group ?? (await send(http.POST('/api/v1/groups', { body: { name } })));
      await send(http.PATCH('/api/v1/groups/{id}', { params: { path: { id } }, body: { name, members } }));
    },
    onSuccess: done,
  });
  const remove = useMutation({
    mutationFn: (id: string) => send(http.DELETE('/api/v1/groups/{id}', { params: { path: { id } } })),
    onSuccess: done,
  });
  return (
    <FormDialog
      title={group ? t`Change the group` : t`New group`}
      action={t`Save`}
      busy={save.isPending}
      error={save.error ?? remove.error}
      onSubmit={(fields) => save.mutate(fields)}
      onClose={onClose}
      aside={
        group && (
          <Button look="danger" className="me-auto" aria-disabled={remove.isPending} onClick={() => !remove.isPending && remove.mutate(group.id)}>
            <Trans>Delete the group</Trans>
          </Button>
        )
      }
    >
      <Field label={t`Name`}>{(ids) => <Input {...ids} name="name" required maxLength={100} autoComplete="off" autoFocus defaultValue={group?.name} />}</Field>
      <fieldset className="grid gap-2">
        <legend className="mb-1 text-sm font-medium">{t`Who is in it`}</legend>
        <div className="grid max-h-64 gap-2 overflow-y-auto">
          {people.map(({ id, name, email }) => (
            <label key={id} aria-label={[name, email].join(' ').trim()} className="flex items-center gap-2">
              <input type="checkbox" name="member" value={id} defaultChecked={group?.members.includes(id)} className="size-4 shrink-0 accent-accent" />
              <Avatar id={id} name={name} size="small" />
              <span className="min-w-0 break-words">
                <bdi>{name}</bdi> <bdi className="text-sm text-muted-foreground">{email}</bdi>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
    </FormDialog>
  );
}
