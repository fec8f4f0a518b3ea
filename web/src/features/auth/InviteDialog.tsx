import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { http, send } from '@/api/client';
import { keys } from '@/api/queries';
import { refresh } from '@/api/refresh';
import { Field, Input } from '@/ui/field';
import { FormDialog } from '@/ui/formDialog';
import { RoleField } from './RoleField';
import type { Shown } from './SecretDialog';

interface InviteDialogProps {
  onClose(): void;
  onMade(shown: Shown): void;
}

/** Makes a link with which somebody makes an account of their own. */
export function InviteDialog({ onClose, onMade }: InviteDialogProps) {
  const make = useMutation({
    mutationFn: (fields: FormData) =>
      send(http.POST('/api/v1/invitations', { body: { email: String(fields.get('email')) || null, role: String(fields.get('role')) } })),
    onSuccess: ({ invitation, secret }) => {
      void refresh(keys.invitations);
      onClose();
      onMade({
        title: invitation.email ? t`Invitation of ${invitation.email}` : t`Invitation`,
        lead: <Trans>Pass this link on in a safe way: whoever has it can make an account. It works once, for seven days, and is not shown again.</Trans>,
        secret: `${location.origin}/join#${secret}`,
      });
    },
  });
  return (
    <FormDialog
      title={t`Invite somebody`}
      action={t`Make a link`}
      busy={make.isPending}
      error={make.error}
      onSubmit={(fields) => make.mutate(fields)}
      onClose={onClose}
    >
      <Field label={t`E-mail address`} hint={t`May be left out: then whoever has the link gives their own.`}>
        {(ids) => <Input {...ids} name="email" type="email" autoComplete="off" autoFocus />}
      </Field>
      <RoleField />
    </FormDialog>
  );
}
