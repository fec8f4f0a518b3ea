import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { http, send } from '@/api/client';
import { ApiError } from '@/api/problem';
import { accessQuery } from '@/api/queries';
import { rememberAccounts } from '@/api/session';
import { Button } from '@/ui/button';
import { Field, Input } from '@/ui/field';
import { Notice } from '@/ui/notice';
import { ProblemNotice } from '@/ui/problem';
import { AloneForm } from './AloneForm';
import { comeIn } from './comeIn';

const CODE_NEEDED = 'urn:chatbox:code-needed';

/** Address and password, and a code where a second factor is in use. Afterwards one is where one wanted to go. */
export default function SignInPage() {
  const { data: access } = useQuery(accessQuery);
  const signIn = useMutation({
    mutationFn: (fields: FormData) =>
      send(http.POST('/api/v1/auth/sign-in', { body: { email: String(fields.get('email')), password: String(fields.get('password')), code: fields.get('code') as string | null, tokens: false } })),
    onSuccess: () => {
      rememberAccounts();
      comeIn();
    },
    onError: (error) => error instanceof ApiError && error.problem.type === CODE_NEEDED && setNeedsCode(true),
  });
  const waits = signIn.error instanceof ApiError && signIn.error.problem.type === CODE_NEEDED;
  const [needsCode, setNeedsCode] = useState(false);
  const isIn = access && (!access.accounts || access.account);
  useEffect(() => {
    document.title = `${t`Sign in`} · Chatbox`;
    if (isIn) comeIn();
  }, [isIn]);
  return (
    <AloneForm title={t`Sign in`} onSubmit={(fields) => !signIn.isPending && signIn.mutate(fields)}>
      {access?.needs_setup && (
        <Notice tone="info" title={t`There is no account yet`}>
          <Trans>Open the link that the server printed when it started; it makes the owner's account.</Trans>
        </Notice>
      )}
      <Field label={t`E-mail address`}>{(ids) => <Input {...ids} name="email" type="email" autoComplete="username" required autoFocus />}</Field>
      <Field label={t`Password`}>{(ids) => <Input {...ids} name="password" type="password" autoComplete="current-password" required />}</Field>
      {needsCode && (
        <Field label={t`Code`} hint={t`The one your authenticator app shows now, or a recovery code.`}>
          {(ids) => <Input {...ids} name="code" autoComplete="one-time-code" required maxLength={40} autoFocus />}
        </Field>
      )}
      {signIn.error && !waits && <ProblemNotice error={signIn.error} />}
      <Button look="primary" type="submit" aria-disabled={signIn.isPending}>
        <Trans>Sign in</Trans>
      </Button>
    </AloneForm>
  );
}
