import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { http, send } from '@/api/client';
import { keys } from '@/api/queries';
import { refresh } from '@/api/refresh';
import type { Account } from '@/api/types';
import { Field, Input, Select } from '@/ui/field';
import { FormDialog } from '@/ui/formDialog';
import { rolesUpTo, roleName } from '@/ui/roles';
import type { Shown } from './SecretDialog';

interface InviteDialogProps {
  me: Account;
  onClose(): void;
  onMade(shown: Shown): void;
}

/** Makes a link with which somebody makes an account of their own. */
export function InviteDialog({ me, onClose, onMade }: InviteDialogProps) {
  const make = useMutation({
    mutationFn: (fields: FormData) =>
      send(http.POST('/api/v1/invitations', { body: { email: String(fields.get('email')) || null, role: fields.get('role') as Account['role'] } })),
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
      <Field label={t`Role`}>
        {(ids) => (
          <Select {...ids} name="role" defaultValue="member">
            {rolesUpTo(me.role).map((one) => (
              <option key={one} value={one}>
                {roleName(one)}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </FormDialog>
  );
}
