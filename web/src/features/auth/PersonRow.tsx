import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { Ellipsis, KeyRound, ShieldOff, Trash2, UserCheck, UserX } from 'lucide-react';
import { useState } from 'react';
import { http, send } from '@/api/client';
import { keys, rolesQuery } from '@/api/queries';
import { refresh } from '@/api/refresh';
import type { Account } from '@/api/types';
import { Avatar } from '@/ui/avatar';
import { IconButton } from '@/ui/button';
import { ConfirmDialog, type Question } from '@/ui/confirm';
import { Menu, MenuItem } from '@/ui/menu';
import { Badge } from '@/ui/notice';
import { toastProblem } from '@/ui/problem';
import { toast } from '@/ui/toast';
import { roleName } from '@/ui/roles';
import { RoleSelect } from './RoleField';

interface PersonRowProps {
  account: Account;
  me: Account;
  /** A new password was made. */
  onPassword(password: string): void;
  /** The account is to be deleted. */
  onRemove(): void;
}

/** Somebody with their role, which can be changed by those who are not below it. */
export function PersonRow({ account, me, onPassword, onRemove }: PersonRowProps) {
  const { id, name, email, role, disabled } = account;
  const { data: roles } = useQuery(rolesQuery);
  const [question, setQuestion] = useState<Question | null>(null);
  const path = { params: { path: { id } } };
  const mayChange = id !== me.id && (roles?.some((one) => one.id === role && one.may_give) ?? false);
  const change = (body: { role?: string; disabled?: boolean }) =>
    void send(http.PATCH('/api/v1/accounts/{id}', { ...path, body }))
      .catch((error: unknown) => toastProblem(error, t`It was not changed`))
      .finally(() => void refresh(keys.accounts));
  const renew = () =>
    void send(http.POST('/api/v1/accounts/{id}/password', path)).then(
      ({ password }) => onPassword(password),
      (error: unknown) => toastProblem(error, t`The password was not changed`),
    );
  const forgetFactor = () =>
    void send(http.DELETE('/api/v1/accounts/{id}/second-factor', path)).then(
      () => toast.success(t`${name} signs in with the password alone`),
      (error: unknown) => toastProblem(error, t`It was not changed`),
    );
  const label = t`Actions for ${name}`;
  return (
    <li className="flex items-center gap-3 border-b py-3 last:border-b-0">
      <Avatar id={id} name={name} />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2">
          <bdi className="font-medium break-words">{name}</bdi>
          {id === me.id && <Badge tone="info">{t`You`}</Badge>}
          {disabled && <Badge tone="warn">{t`Kept out`}</Badge>}
        </p>
        <p className="text-sm break-words text-muted-foreground">
          <bdi>{email}</bdi>
        </p>
      </div>
      {mayChange ? (
        <RoleSelect aria-label={t`Role of ${name}`} value={role} onChange={(event) => change({ role: event.target.value })} />
      ) : (
        <span className="text-muted-foreground">{roleName(role, account.role_name)}</span>
      )}
      {mayChange && (
        <Menu
          label={label}
          align="end"
          trigger={
            <IconButton size="small" label={label}>
              <Ellipsis aria-hidden />
            </IconButton>
          }
        >
          <MenuItem
            onSelect={() =>
              setQuestion({
                title: t`Give ${name} a new password?`,
                detail: t`The password so far is no longer good, and ${name} is signed out everywhere.`,
                action: t`New password`,
                onYes: renew,
              })
            }
          >
            <KeyRound aria-hidden /> {t`New password`}
          </MenuItem>
          <MenuItem
            onSelect={() =>
              setQuestion({
                title: t`Turn off the second factor of ${name}?`,
                detail: t`The password alone lets ${name} in then. Do this when the device is lost.`,
                action: t`Turn off`,
                onYes: forgetFactor,
              })
            }
          >
            <ShieldOff aria-hidden /> {t`Turn off the second factor`}
          </MenuItem>
          <MenuItem
            danger={!disabled}
            onSelect={() =>
              disabled
                ? change({ disabled: false })
                : setQuestion({
                    title: t`Keep ${name} out?`,
                    detail: t`${name} is signed out everywhere at once and cannot sign in until you let them in again. What is theirs stays.`,
                    action: t`Keep out`,
                    onYes: () => change({ disabled: true }),
                  })
            }
          >
            {disabled ? <UserCheck aria-hidden /> : <UserX aria-hidden />} {disabled ? t`Let in again` : t`Keep out`}
          </MenuItem>
          <MenuItem danger onSelect={onRemove}>
            <Trash2 aria-hidden /> {t`Delete the account`}
          </MenuItem>
        </Menu>
      )}
      <ConfirmDialog question={question} onClose={() => setQuestion(null)} />
    </li>
  );
}
