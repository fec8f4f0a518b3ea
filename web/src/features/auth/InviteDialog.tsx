import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { http, send } from '@/api/client';
import { keys } from '@/api/queries';
import { refresh } from '@/api/refresh';
import type { Account } from '@/api/types';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Field, Input, Select } from '@/ui/field';
import { ProblemNotice } from '@/ui/problem';
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
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t`Invite somebody`}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!make.isPending) make.mutate(new FormData(event.currentTarget));
        }}
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
        {make.error && <ProblemNotice error={make.error} />}
        <div className="flex justify-end gap-2">
          <Button look="ghost" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button look="primary" type="submit" aria-disabled={make.isPending}>
            <Trans>Make a link</Trans>
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
