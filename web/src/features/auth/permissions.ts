import { i18n } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { Permission } from '@/api/types';

const NAMES: Record<Permission, ReturnType<typeof msg>> = {
  read: msg`Read and search`,
  ask: msg`Ask, and change conversations`,
  contribute: msg`Add, change and remove documents`,
  connect_models: msg`Connect models`,
  manage_accounts: msg`Manage people`,
  read_audit: msg`Read the audit log`,
};

/** In the order in which they are shown. */
export const PERMISSIONS = Object.keys(NAMES) as Permission[];

export function permissionName(permission: Permission): string {
  return i18n._(NAMES[permission]);
}
