import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Download, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { http, send } from '@/api/client';
import { farewellQuery } from '@/api/queries';
import { leaveForGood } from '@/api/session';
import type { Account } from '@/api/types';
import { Button, buttonClass } from '@/ui/button';
import { Loading } from '@/ui/feedback';
import { Field, Input } from '@/ui/field';
import { FormDialog } from '@/ui/formDialog';
import { ProblemNotice } from '@/ui/problem';
import { Section } from '@/ui/section';
import { Farewell } from './Farewell';

/** All of one's data, to take along or to remove. */
export function YourData({ account }: { account: Account }) {
  const [leaving, setLeaving] = useState(false);
  return (
    <Section title={t`Your data`} lead={<Trans>One archive with everything that is yours: conversations, documents, prompts, sessions and what the audit log says of you.</Trans>}>
      <div className="flex flex-wrap gap-2">
        <a className={buttonClass()} href="/api/v1/auth/export" download>
          <Download aria-hidden /> <Trans>Export my data</Trans>
        </a>
        <Button look="danger" onClick={() => setLeaving(true)}>
          <Trash2 aria-hidden /> <Trans>Delete my account</Trans>
        </Button>
      </div>
      {leaving && <LeaveDialog account={account} onClose={() => setLeaving(false)} />}
    </Section>
  );
}

function LeaveDialog({ account: { email }, onClose }: { account: Account; onClose(): void }) {
  const going = useQuery(farewellQuery());
  const [typed, setTyped] = useState('');
  const sure = typed.trim().toLowerCase() === email.toLowerCase();
  const leave = useMutation({
    mutationFn: (password: string) => send(http.POST('/api/v1/auth/delete', { body: { email: typed.trim(), ...(password ? { password } : {}) } })),
    onSuccess: ({ secret }) => leaveForGood(secret),
  });
  return (
    <FormDialog
      title={t`Delete my account`}
      description={<Trans>You are signed out everywhere at once, and everything below is removed. It cannot be undone: export your data first if you want to keep it.</Trans>}
      action={t`Delete everything`}
      busy={leave.isPending || !sure || !going.data}
      error={leave.error}
      onSubmit={(fields) => leave.mutate(String(fields.get('password')))}
      onClose={onClose}
    >
      {going.isPending && <Loading />}
      {going.error && <ProblemNotice error={going.error} onRetry={() => void going.refetch()} />}
      {going.data && <Farewell going={going.data} />}
      <Field label={t`Your e-mail address, to be sure`}>
        {(ids) => <Input {...ids} name="email" type="email" autoComplete="off" required value={typed} onChange={(event) => setTyped(event.target.value)} />}
      </Field>
      <Field label={t`Current password`} hint={t`Without a password, sign in anew and do this within five minutes.`}>
        {(ids) => <Input {...ids} name="password" type="password" autoComplete="current-password" />}
      </Field>
    </FormDialog>
  );
}
