import { t } from '@lingui/core/macro';
import type { Directory, Principal } from '@/api/types';

export function principalKey({ kind, id }: Principal): string {
  return `${kind} ${id}`;
}

/** Addresses are told to those who may share. */
export function named({ name, email }: { name: string; email?: string | null }): string {
  return email ? `${name} (${email})` : name;
}

/** Who is meant, as far as they are still there. */
export function labelOf({ kind, id }: Principal, { people, groups }: Directory): string {
  const gone = t`Somebody who is not here any more`;
  if (kind === 'group') return groups.find((one) => one.id === id)?.name ?? gone;
  const person = people.find((one) => one.id === id);
  return person ? named(person) : gone;
}
