import { i18n } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { Account } from '@/api/types';

export type Role = Account['role'];

const NAMES: Record<Role, ReturnType<typeof msg>> = { owner: msg`Owner`, administrator: msg`Administrator`, member: msg`Member`, viewer: msg`Viewer` };
/** The mightiest first. */
const ROLES = Object.keys(NAMES) as Role[];

export function roleName(role: Role): string {
  return i18n._(NAMES[role]);
}

/** What somebody of this role may give: nobody lifts anybody above themselves. */
export function rolesUpTo(role: Role): readonly Role[] {
  return ROLES.slice(ROLES.indexOf(role));
}
