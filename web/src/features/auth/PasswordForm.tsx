import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { http, send } from '@/api/client';
import { keys } from '@/api/queries';
import { refresh } from '@/api/refresh';
import { Section } from '@/ui/section';
import { Button } from '@/ui/button';
import { Field, Input } from '@/ui/field';
import { ProblemNotice } from '@/ui/problem';
import { toast } from '@/ui/toast';
import { SHORTEST_PASSWORD } from './passwords';

/** Changes the password; the other sessions are over then. */
export function PasswordForm({ email }: { email: string }) {
  const change = useMutation({
    mutationFn: async (form: HTMLFormElement) => {
      const fields = new FormData(form);
      await send(http.PUT('/api/v1/auth/password', { body: { old: String(fields.get('old')), new: String(fields.get('new')) } }));
      form.reset();
    },
    onSuccess: () => {
      toast.success(t`The password is changed. You are signed out everywhere else.`);
      void refresh(keys.sessions);
    },
  });
  return (
    <Section title={t`Password`} lead={<Trans>Whoever is signed in elsewhere with the old one is signed out.</Trans>}>
      <form
        className="grid max-w-sm gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!change.isPending) change.mutate(event.currentTarget);
        }}
      >
        {/* For password managers: which account this is about. */}
        <input type="email" name="email" value={email} readOnly autoComplete="username" hidden />
        <Field label={t`Current password`}>{(ids) => <Input {...ids} name="old" type="password" autoComplete="current-password" required />}</Field>
        <Field label={t`New password`} hint={t`At least ${SHORTEST_PASSWORD} characters.`}>
          {(ids) => <Input {...ids} name="new" type="password" autoComplete="new-password" required minLength={SHORTEST_PASSWORD} maxLength={256} />}
        </Field>
        {change.error && <ProblemNotice error={change.error} />}
        <div>
          <Button type="submit" aria-disabled={change.isPending}>
            <Trans>Change the password</Trans>
          </Button>
        </div>
      </form>
    </Section>
  );
}
