import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { http, send } from '@/api/client';
import { rememberAccounts } from '@/api/session';
import { Button, buttonClass } from '@/ui/button';
import { Loading } from '@/ui/feedback';
import { Field, Input } from '@/ui/field';
import { ProblemNotice } from '@/ui/problem';
import { AloneForm } from './AloneForm';
import { comeIn } from './comeIn';
import { SHORTEST_PASSWORD } from './passwords';
import { roleName } from '@/ui/roles';

/** Makes the account that an invitation offers. The secret stands behind `#`, where no server and no log sees it. */
export default function JoinPage() {
  const [secret] = useState(() => location.hash.slice(1));
  const offer = useQuery({
    queryKey: ['invitation', secret],
    queryFn: () => send(http.POST('/api/v1/auth/invitation', { body: { secret } })),
    retry: false,
  });
  const join = useMutation({
    mutationFn: (fields: FormData) =>
      send(
        http.POST('/api/v1/auth/join', {
          body: { secret, email: String(fields.get('email')), name: String(fields.get('name')), password: String(fields.get('password')), tokens: false },
        }),
      ),
    onSuccess: () => {
      rememberAccounts();
      comeIn();
    },
  });
  useEffect(() => {
    document.title = `${t`You are invited`} · Chatbox`;
  }, []);
  const email = offer.data?.email;
  return (
    <AloneForm
      title={offer.error ? t`This link is no longer good` : t`You are invited`}
      lead={offer.data && <Trans>Make your account; you are a “{roleName(offer.data.role, offer.data.role_name)}” here. This link works once.</Trans>}
      onSubmit={(fields) => !join.isPending && join.mutate(fields)}
    >
      {offer.isPending && <Loading />}
      {offer.error && (
        <>
          <ProblemNotice error={offer.error} />
          <Link to="/sign-in" className={buttonClass()}>
            <Trans>Sign in</Trans>
          </Link>
        </>
      )}
      {offer.data && (
        <>
          <Field label={t`Name`}>{(ids) => <Input {...ids} name="name" autoComplete="name" required maxLength={100} autoFocus />}</Field>
          <Field label={t`E-mail address`} hint={t`You sign in with it. No mail is sent to it.`}>
            {(ids) => <Input {...ids} name="email" type="email" autoComplete="username" required defaultValue={email ?? ''} readOnly={Boolean(email)} />}
          </Field>
          <Field label={t`Password`} hint={t`At least ${SHORTEST_PASSWORD} characters.`}>
            {(ids) => <Input {...ids} name="password" type="password" autoComplete="new-password" required minLength={SHORTEST_PASSWORD} maxLength={256} />}
          </Field>
          {join.error && <ProblemNotice error={join.error} />}
          <Button look="primary" type="submit" aria-disabled={join.isPending}>
            <Trans>Make the account</Trans>
          </Button>
        </>
      )}
    </AloneForm>
  );
}
