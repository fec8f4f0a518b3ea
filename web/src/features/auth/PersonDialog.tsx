import { t } from '@lingui/core/macro';
import { useMutation } from '@tanstack/react-query';
import { http, send } from '@/api/client';
import { keys } from '@/api/queries';
import { refresh } from '@/api/refresh';
import type { Account } from '@/api/types';
import { Field, Input } from '@/ui/field';
import { FormDialog } from '@/ui/formDialog';
import { RoleField } from './RoleField';

interface PersonDialogProps {
  onClose(): void;
  onMade(made: { account: Account; password: string }): void;
}

/** Makes an account; its password is shown afterwards. */
export function PersonDialog({ onClose, onMade }: PersonDialogProps) {
  const make = useMutation({
    mutationFn: (fields: FormData) =>
      send(http.POST('/api/v1/accounts', { body: { email: String(fields.get('email')), name: String(fields.get('name')), role: String(fields.get('role')) } })),
    onSuccess: (made) => {
      void refresh(keys.accounts);
      onClose();
      onMade(made);
    },
  });
  return (
    <FormDialog
      title={t`Add somebody`}
      action={t`Add`}
      busy={make.isPending}
      error={make.error}
      onSubmit={(fields) => make.mutate(fields)}
      onClose={onClose}
    >
      <Field label={t`Name`}>{(ids) => <Input {...ids} name="name" required maxLength={100} autoComplete="off" autoFocus />}</Field>
      <Field label={t`E-mail address`}>{(ids) => <Input {...ids} name="email" type="email" required autoComplete="off" />}</Field>
      <RoleField />
    </FormDialog>
  );
}
