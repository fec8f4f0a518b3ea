import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { http, send } from '@/api/client';
import { farewellQuery, keys } from '@/api/queries';
import { refresh } from '@/api/refresh';
import type { Account } from '@/api/types';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Loading } from '@/ui/feedback';
import { Field, Input } from '@/ui/field';
import { FormDialog } from '@/ui/formDialog';
import { ProblemNotice } from '@/ui/problem';
import { DeletionReport, Farewell } from './Farewell';

/** Removes somebody with everything that is theirs, and shows what was removed. */
export function RemovePersonDialog({ account: { id, name, email }, onClose }: { account: Account; onClose(): void }) {
  const going = useQuery(farewellQuery(id));
  const [typed, setTyped] = useState('');
  const sure = typed.trim().toLowerCase() === email.toLowerCase();
  const remove = useMutation({ mutationFn: () => send(http.DELETE('/api/v1/accounts/{id}', { params: { path: { id } } })) });
  const close = () => {
    if (remove.data) void refresh(keys.accounts, keys.directory, keys.collections, keys.documents);
    onClose();
  };
  if (remove.data) {
    return (
      <Dialog open onOpenChange={(open) => !open && close()} title={t`The account of ${name} is deleted`}>
        <DeletionReport secret={remove.data.secret} />
        <div className="flex justify-end">
          <Button look="primary" onClick={close}>
            <Trans>Done</Trans>
          </Button>
        </div>
      </Dialog>
    );
  }
  return (
    <FormDialog
      title={t`Delete the account of ${name}?`}
      description={<Trans>Everything below is removed and cannot be brought back. To keep it, keep the person out instead.</Trans>}
      action={t`Delete everything`}
      busy={remove.isPending || !sure || !going.data}
      error={remove.error}
      onSubmit={() => remove.mutate()}
      onClose={close}
    >
      {going.isPending && <Loading />}
      {going.error && <ProblemNotice error={going.error} onRetry={() => void going.refetch()} />}
      {going.data && <Farewell going={going.data} />}
      <Field label={t`E-mail address of ${name}, to be sure`}>
        {(ids) => <Input {...ids} name="email" type="email" autoComplete="off" required value={typed} onChange={(event) => setTyped(event.target.value)} />}
      </Field>
    </FormDialog>
  );
}
