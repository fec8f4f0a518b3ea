import { i18n } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { Account } from '@/api/types';

const NAMES = { owner: msg`Owner`, administrator: msg`Administrator`, member: msg`Member`, viewer: msg`Viewer` };

export function roleName(role: Account['role']): string {
  return i18n._(NAMES[role]);
}
