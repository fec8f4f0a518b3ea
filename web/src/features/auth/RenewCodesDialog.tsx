import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { http, send } from '@/api/client';
import { Field, Input } from '@/ui/field';
import { FormDialog } from '@/ui/formDialog';

interface RenewCodesDialogProps {
  onClose(): void;
  onDone(codes: string[]): void;
}

/** Makes new recovery codes; the password is asked for. */
export function RenewCodesDialog({ onClose, onDone }: RenewCodesDialogProps) {
  const renew = useMutation({
    mutationFn: (fields: FormData) => send(http.POST('/api/v1/auth/second-factor/recovery-codes', { body: { password: String(fields.get('password')) } })),
    onSuccess: ({ codes }) => onDone(codes),
  });
  return (
    <FormDialog
      title={t`New recovery codes`}
      description={<Trans>Those you have are no longer good then.</Trans>}
      action={t`Make new codes`}
      busy={renew.isPending}
      error={renew.error}
      onSubmit={(fields) => renew.mutate(fields)}
      onClose={onClose}
    >
      <Field label={t`Current password`}>{(ids) => <Input {...ids} name="password" type="password" autoComplete="current-password" required autoFocus />}</Field>
    </FormDialog>
  );
}
