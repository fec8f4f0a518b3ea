import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { http, send } from '@/api/client';
import { keys } from '@/api/queries';
import { refresh } from '@/api/refresh';
import { Field, Input } from '@/ui/field';
import { FormDialog } from '@/ui/formDialog';

/** Takes the second factor out of use; the password is asked for. */
export function RemoveFactorDialog({ onClose }: { onClose(): void }) {
  const remove = useMutation({
    mutationFn: (fields: FormData) => send(http.POST('/api/v1/auth/second-factor/remove', { body: { password: String(fields.get('password')) } })),
    onSuccess: () => {
      void refresh(keys.secondFactor);
      onClose();
    },
  });
  return (
    <FormDialog
      title={t`Turn the second factor off`}
      description={<Trans>The password alone lets you in then.</Trans>}
      action={t`Turn off`}
      busy={remove.isPending}
      error={remove.error}
      onSubmit={(fields) => remove.mutate(fields)}
      onClose={onClose}
    >
      <Field label={t`Current password`}>{(ids) => <Input {...ids} name="password" type="password" autoComplete="current-password" required autoFocus />}</Field>
    </FormDialog>
  );
}
