import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { http, send } from '@/api/client';
import { keys } from '@/api/queries';
import { refresh } from '@/api/refresh';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Field, Input } from '@/ui/field';
import { ProblemNotice } from '@/ui/problem';

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
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t`Turn the second factor off`}
      description={<Trans>The password alone lets you in then.</Trans>}
    >
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!remove.isPending) remove.mutate(new FormData(event.currentTarget));
        }}
      >
        <Field label={t`Current password`}>{(ids) => <Input {...ids} name="password" type="password" autoComplete="current-password" required autoFocus />}</Field>
        {remove.error && <ProblemNotice error={remove.error} />}
        <div className="flex justify-end gap-2">
          <Button look="ghost" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button look="primary" type="submit" aria-disabled={remove.isPending}>
            <Trans>Turn off</Trans>
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
