import { i18n } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { roleName } from '@/ui/roles';

/** Why something did not work, or what else there is to say, by its name in the log. */
const DETAILS: Record<string, ReturnType<typeof msg>> = {
  'wrong-password': msg`wrong address or password`,
  'too-many-attempts': msg`too many attempts`,
  'too-many-sign-ins': msg`too much at once`,
  'code-needed': msg`a code was asked for`,
  'wrong-code': msg`wrong code`,
  'recovery-code': msg`with a recovery code`,
  'kept-out': msg`kept out`,
  'let-in': msg`let in again`,
  'link-used': msg`the link is no longer good`,
  'not-found': msg`not there`,
  'beyond-share': msg`shared for less than this`,
  'key-forbidden': msg`the key does not allow it`,
  'session-needed': msg`not with a key`,
  'signed-out': msg`signed out`,
  forbidden: msg`the role does not allow it`,
  conflict: msg`contradicts what is there`,
  invalid: msg`not accepted`,
};

/** The same in words; what is not known stays as it is. */
export function detailWords(detail: string): string {
  const name = detail.replace('urn:chatbox:', '');
  const words = DETAILS[name];
  if (words) return i18n._(words);
  return roleName(name);
}
