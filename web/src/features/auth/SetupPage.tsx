import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { http, send } from '@/api/client';
import { accessQuery } from '@/api/queries';
import { rememberAccounts } from '@/api/session';
import { Button, buttonClass } from '@/ui/button';
import { Field, Input } from '@/ui/field';
import { ProblemNotice } from '@/ui/problem';
import { AloneForm } from './AloneForm';
import { comeIn } from './comeIn';
import { SHORTEST_PASSWORD } from './passwords';

/** Makes the owner's account. The secret stands behind `#`, where no server and no log sees it. */
export default function SetupPage() {
  const [secret] = useState(() => location.hash.slice(1));
  const setUp = useMutation({
    mutationFn: (fields: FormData) =>
      send(
        http.POST('/api/v1/auth/setup', {
          body: { secret, email: String(fields.get('email')), name: String(fields.get('name')), password: String(fields.get('password')), tokens: false },
        }),
      ),
    onSuccess: () => {
      rememberAccounts();
      comeIn();
    },
  });
  useEffect(() => {
    document.title = `${t`Make the owner's account`} · Chatbox`;
  }, []);
  const { data: access } = useQuery(accessQuery);
  if (access && !access.needs_setup)
    return (
      <AloneForm title={t`This link is no longer good`} lead={<Trans>The owner's account was made already.</Trans>} onSubmit={() => {}}>
        <Link to="/sign-in" className={buttonClass('primary')}>
          <Trans>Sign in</Trans>
        </Link>
      </AloneForm>
    );
  return (
    <AloneForm
      title={t`Make the owner's account`}
      lead={<Trans>You own this Chatbox then: you decide who else may come in. This link works once.</Trans>}
      onSubmit={(fields) => !setUp.isPending && setUp.mutate(fields)}
    >
      <Field label={t`Name`}>{(ids) => <Input {...ids} name="name" autoComplete="name" required maxLength={100} autoFocus />}</Field>
      <Field label={t`E-mail address`} hint={t`You sign in with it. No mail is sent to it.`}>
        {(ids) => <Input {...ids} name="email" type="email" autoComplete="username" required />}
      </Field>
      <Field label={t`Password`} hint={t`At least ${SHORTEST_PASSWORD} characters.`}>
        {(ids) => <Input {...ids} name="password" type="password" autoComplete="new-password" required minLength={SHORTEST_PASSWORD} maxLength={256} />}
      </Field>
      {setUp.error && <ProblemNotice error={setUp.error} />}
      <Button look="primary" type="submit" aria-disabled={setUp.isPending}>
        <Trans>Make the account</Trans>
      </Button>
    </AloneForm>
  );
}
