import { t } from '@lingui/core/macro';
import { Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { http, send } from '@/api/client';
import { keys, queryClient } from '@/api/queries';
import { refresh } from '@/api/refresh';
import type { Permission, RoleView } from '@/api/types';
import { IconButton } from '@/ui/button';
import { ConfirmDialog, type Question } from '@/ui/confirm';
import { Menu, MenuItem } from '@/ui/menu';
import { toastProblem } from '@/ui/problem';
import { roleName } from '@/ui/roles';
import { permissionMeaning, permissionName, PERMISSIONS } from './permissions';

interface RolesTableProps {
  roles: RoleView[];
  /** What whoever is here may do: nothing else can be ticked. */
  mine: Permission[];
  onRename(role: RoleView): void;
}

/** Roles beside each other, with what each may do; those of one's own making can be ticked. */
export function RolesTable({ roles, mine, onRename }: RolesTableProps) {
  const [question, setQuestion] = useState<Question | null>(null);

  function tick(role: RoleView, permission: Permission, on: boolean) {
    const permissions = on ? [...role.permissions, permission] : role.permissions.filter((one) => one !== permission);
    queryClient.setQueryData<RoleView[]>(keys.roles, (old) => old?.map((one) => (one.id === role.id ? { ...one, permissions } : one)));
    send(http.PATCH('/api/v1/roles/{id}', { params: { path: { id: role.id } }, body: { permissions } }))
      .catch((error: unknown) => toastProblem(error, t`The role was not changed`))
      .finally(() => void refresh(keys.roles, keys.access));
  }

  function remove({ id }: RoleView) {
    send(http.DELETE('/api/v1/roles/{id}', { params: { path: { id } } }))
      .catch((error: unknown) => toastProblem(error, t`The role was not deleted`))
      .finally(() => void refresh(keys.roles));
  }

  return (
    // What scrolls can be reached with the keyboard.
    <div role="region" aria-label={t`Roles and what they may do`} tabIndex={0} className="overflow-x-auto rounded-md border">
      <table className="w-full border-collapse text-sm">
        <thead>
          <tr className="border-b">
            <th scope="col" className="sticky start-0 min-w-52 bg-background p-3 text-start font-medium">{t`May`}</th>
            {roles.map((role) => (
              <th key={role.id} scope="col" className="p-3 text-center align-bottom font-medium">
                <span className="flex items-center justify-center gap-1">
                  <bdi className="break-words">{roleName(role.id, role.name)}</bdi>
                  {!role.built_in && role.may_give && <RoleMenu role={role} onRename={() => onRename(role)} onDelete={() => setQuestion(deleting(role, () => remove(role)))} />}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {PERMISSIONS.map((permission) => (
            <tr key={permission} className="border-b last:border-b-0">
              <th scope="row" className="sticky start-0 bg-background p-3 text-start font-normal">
                <span className="block font-medium">{permissionName(permission)}</span>
                <span className="block text-muted-foreground">{permissionMeaning(permission)}</span>
              </th>
              {roles.map((role) => (
                <td key={role.id} className="p-3 text-center">
                  <input
                    type="checkbox"
                    aria-label={`${roleName(role.id, role.name)}: ${permissionName(permission)}`}
                    checked={role.permissions.includes(permission)}
                    disabled={role.built_in || !role.may_give || permission === 'read' || !mine.includes(permission)}
                    onChange={(event) => tick(role, permission, event.target.checked)}
                    className="size-4 accent-accent"
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <ConfirmDialog question={question} onClose={() => setQuestion(null)} />
    </div>
  );
}

function deleting({ name }: RoleView, onYes: () => void): Question {
  return { title: t`Delete the role “${name}”?`, detail: t`It can only be deleted when nobody has it.`, action: t`Delete`, onYes };
}

function RoleMenu({ role, onRename, onDelete }: { role: RoleView; onRename(): void; onDelete(): void }) {
  const label = t`Actions for the role ${role.name}`;
  return (
    <Menu
      label={label}
      align="end"
      trigger={
        <IconButton size="small" label={label}>
          <Ellipsis aria-hidden />
        </IconButton>
      }
    >
      <MenuItem onSelect={onRename}>
        <Pencil aria-hidden /> {t`Rename`}
      </MenuItem>
      <MenuItem danger onSelect={onDelete}>
        <Trash2 aria-hidden /> {t`Delete`}
      </MenuItem>
    </Menu>
  );
}
