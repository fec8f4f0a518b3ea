import { i18n } from '@lingui/core';
import { msg } from '@lingui/core/macro';

const NAMES: Record<string, ReturnType<typeof msg>> = { owner: msg`Owner`, administrator: msg`Administrator`, member: msg`Member`, viewer: msg`Viewer` };

/** A built-in role in the reader's language, an own one by its name. */
export function roleName(role: string, ownName?: string | null): string {
  const built = NAMES[role];
  return built ? i18n._(built) : (ownName ?? role);
}
