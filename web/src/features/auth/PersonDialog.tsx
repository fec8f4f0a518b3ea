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

interface PersonDialogProps {
  me: Account;
  onClose(): void;
  onMade(made: { account: Account; password: string }): void;
}

/** Makes an account; its password is shown afterwards. */
export function PersonDialog({ me, onClose, onMade }: PersonDialogProps) {
  const make = useMutation({
    mutationFn: (fields: FormData) =>
      send(http.POST('/api/v1/accounts', { body: { email: String(fields.get('email')), name: String(fields.get('name')), role: fields.get('role') as Account['role'] } })),
    onSuccess: (made) => {
      void refresh(keys.accounts);
      onClose();
      onMade(made);
    },
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t`Add somebody`}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!make.isPending) make.mutate(new FormData(event.currentTarget));
        }}
      >
        <Field label={t`Name`}>{(ids) => <Input {...ids} name="name" required maxLength={100} autoComplete="off" autoFocus />}</Field>
        <Field label={t`E-mail address`}>{(ids) => <Input {...ids} name="email" type="email" required autoComplete="off" />}</Field>
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
            <Trans>Add</Trans>
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
