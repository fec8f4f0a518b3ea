import { i18n } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { Level } from '@/api/types';

const NAMES: Record<Level, ReturnType<typeof msg>> = { read: msg`Read`, write: msg`Add and change`, manage: msg`Manage` };

/** The least first. */
export const LEVELS = Object.keys(NAMES) as Level[];

export function levelName(level: Level): string {
  return i18n._(NAMES[level]);
}
