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

const MEANINGS: Record<Permission, ReturnType<typeof msg>> = {
  read: msg`Sees what is theirs and what is shared with them, and finds it in searches.`,
  ask: msg`Asks questions, keeps conversations, prompts and folders, and shares them.`,
  contribute: msg`Adds documents to collections, changes and removes them, and shares collections.`,
  connect_models: msg`Connects a model for everybody. The server then calls the address that is given.`,
  manage_accounts: msg`Lets people in and keeps them out, makes groups and roles, sets passwords.`,
  read_audit: msg`Sees who did what and when, and exports it.`,
};

/** In the order in which they are shown. */
export const PERMISSIONS = Object.keys(NAMES) as Permission[];

/** What it lets somebody do, in a sentence. */
export function permissionMeaning(permission: Permission): string {
  return i18n._(MEANINGS[permission]);
}

export function permissionName(permission: Permission): string {
  return i18n._(NAMES[permission]);
}
