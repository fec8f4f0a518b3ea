import { t } from '@lingui/core/macro';
import { useMutation } from '@tanstack/react-query';
import { http, send } from '@/api/client';
import { keys } from '@/api/queries';
import { refresh } from '@/api/refresh';
import type { Permission, RoleView } from '@/api/types';
import { Field, Input } from '@/ui/field';
import { FormDialog } from '@/ui/formDialog';

interface RoleDialogProps {
  /** None for a new one. */
  role: RoleView | null;
  /** What a new one may do at first. */
  begins: Permission[];
  onClose(): void;
}

/** The name of a role. */
export function RoleDialog({ role, begins, onClose }: RoleDialogProps) {
  const save = useMutation({
    mutationFn: (name: string) =>
      role
        ? send(http.PATCH('/api/v1/roles/{id}', { params: { path: { id: role.id } }, body: { name } }))
        : send(http.POST('/api/v1/roles', { body: { name, permissions: begins } })),
    onSuccess: () => {
      void refresh(keys.roles, keys.accounts, keys.invitations, keys.access);
      onClose();
    },
  });
  return (
    <FormDialog
      title={role ? t`Rename the role` : t`New role`}
      action={t`Save`}
      busy={save.isPending}
      error={save.error}
      onSubmit={(fields) => save.mutate(String(fields.get('name')))}
      onClose={onClose}
    >
      <Field label={t`Name`} hint={role ? undefined : t`It may read and ask at first; tick in the table what else it may do.`}>
        {(ids) => <Input {...ids} name="name" required maxLength={100} autoComplete="off" autoFocus defaultValue={role?.name} />}
      </Field>
    </FormDialog>
  );
}
