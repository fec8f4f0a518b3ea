import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { http, send } from '@/api/client';
import { keys } from '@/api/queries';
import { refresh } from '@/api/refresh';
import type { Permission } from '@/api/types';
import { serverNow } from '@/lib/clock';
import { Field, Input, Select } from '@/ui/field';
import { FormDialog } from '@/ui/formDialog';
import { permissionName, PERMISSIONS } from './permissions';
import type { Shown } from './SecretDialog';

const DAY_MS = 24 * 60 * 60_000;
/** Days after which a key ends; 0 is never. */
const LIVES = [30, 90, 365, 0];

interface ApiKeyDialogProps {
  /** What one may do oneself: a key can do no more. */
  permissions: readonly Permission[];
  onClose(): void;
  onMade(shown: Shown): void;
}

/** Makes a key; it is shown afterwards. */
export function ApiKeyDialog({ permissions, onClose, onMade }: ApiKeyDialogProps) {
  const make = useMutation({
    mutationFn: (fields: FormData) => {
      const days = Number(fields.get('days'));
      return send(
        http.POST('/api/v1/api-keys', {
          body: {
            name: String(fields.get('name')),
            permissions: fields.getAll('permission') as Permission[],
            expires_at: days > 0 ? new Date(serverNow() + days * DAY_MS).toISOString() : null,
          },
        }),
      );
    },
    onSuccess: ({ key, secret }) => {
      void refresh(keys.apiKeys);
      onClose();
      onMade({ title: t`Key ${key.name}`, lead: <Trans>Keep it where only your program can read it. It is not shown again.</Trans>, secret });
    },
  });
  return (
    <FormDialog
      title={t`New key`}
      action={t`Make the key`}
      busy={make.isPending}
      error={make.error}
      onSubmit={(fields) => make.mutate(fields)}
      onClose={onClose}
    >
      <Field label={t`Name`} hint={t`What it is for, so that you know it again.`}>
        {(ids) => <Input {...ids} name="name" required maxLength={100} autoComplete="off" autoFocus />}
      </Field>
      <fieldset className="grid gap-2">
        <legend className="mb-1 text-sm font-medium">{t`What it may do`}</legend>
        {PERMISSIONS.filter((one) => permissions.includes(one)).map((one) => (
          <label key={one} className="flex items-center gap-2">
            <input type="checkbox" name="permission" value={one} defaultChecked={one === 'read'} className="size-4 accent-accent" />
            {permissionName(one)}
          </label>
        ))}
      </fieldset>
      <Field label={t`Ends`}>
        {(ids) => (
          <Select {...ids} name="days" defaultValue="90">
            {LIVES.map((days) => (
              <option key={days} value={days}>
                {days > 0 ? plural(days, { one: 'After # day', other: 'After # days' }) : t`Never`}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </FormDialog>
  );
}
