import { i18n } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { Thing } from '@/api/sharing';
import type { Level } from '@/api/types';

const NAMES: Record<Thing['kind'], Record<Level, ReturnType<typeof msg>>> = {
  collection: { read: msg`Read`, write: msg`Add and change`, manage: msg`Manage` },
  conversation: { read: msg`Read`, write: msg`Read and ask`, manage: msg`Manage` },
};

/** The least first. */
export const LEVELS = Object.keys(NAMES.collection) as Level[];

export function levelName(kind: Thing['kind'], level: Level): string {
  return i18n._(NAMES[kind][level]);
}
