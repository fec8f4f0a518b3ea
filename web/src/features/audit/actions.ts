import { i18n } from '@lingui/core';
import { msg } from '@lingui/core/macro';

type Words = ReturnType<typeof msg>;

/** What was done, in words, by its name in the log (crates/server/src/audit.rs). */
const ACTIONS: Record<string, Words> = {
  'auth.set_up': msg`Made the owner's account`,
  'auth.sign_in': msg`Signing in`,
  'auth.sign_out': msg`Signed out`,
  'auth.reuse_token': msg`Showed a used token: the session is closed`,
  'auth.join': msg`Accepted an invitation`,
  'auth.change_password': msg`Changed the password`,
  'auth.close_other_sessions': msg`Signed out everywhere else`,
  'auth.close_session': msg`Signed out another device`,
  'auth.turn_on_second_factor': msg`Turned the second factor on`,
  'auth.renew_recovery_codes': msg`Made new recovery codes`,
  'auth.turn_off_second_factor': msg`Turned the second factor off`,
  'api_key.create': msg`Made an API key`,
  'api_key.revoke': msg`Removed an API key`,
  'api_key.use': msg`Used an API key`,
  'profile.change': msg`Changed their profile`,
  'profile.change_avatar': msg`Changed their picture`,
  'profile.remove_avatar': msg`Removed their picture`,
  'account.export': msg`Exported all their data`,
  'account.delete': msg`Deleted an account`,
  'account.erase': msg`Removed all data of a deleted account`,
  'account.create': msg`Made an account`,
  'account.change': msg`Changed an account`,
  'account.reset_password': msg`Set somebody's password`,
  'account.turn_off_second_factor': msg`Turned somebody's second factor off`,
  'invitation.create': msg`Invited somebody`,
  'invitation.withdraw': msg`Withdrew an invitation`,
  'group.create': msg`Made a group`,
  'group.change': msg`Changed a group`,
  'group.delete': msg`Deleted a group`,
  'role.create': msg`Made a role`,
  'role.change': msg`Changed a role`,
  'role.delete': msg`Deleted a role`,
  'collection.share': msg`Shared a collection`,
  'conversation.share': msg`Shared a conversation`,
  request: msg`Asked for what is not allowed`,
  'audit.export': msg`Exported the audit log`,
  'collection.delete': msg`Deleted a collection`,
  'document.delete': msg`Deleted a document`,
  'conversation.export_all': msg`Exported conversations`,
  'conversation.export': msg`Exported a conversation`,
  'conversation.delete': msg`Deleted a conversation`,
  'share.create': msg`Shared a conversation by link`,
  'share.revoke': msg`Took a shared link back`,
  'message.delete': msg`Deleted a message`,
  'folder.delete': msg`Deleted a folder`,
  'prompt.delete': msg`Deleted a prompt`,
  'provider.connect': msg`Connected a provider`,
  'provider.disconnect': msg`Disconnected the provider`,
};

export function actionName(action: string): string {
  const words = ACTIONS[action];
  return words ? i18n._(words) : action;
}

/** What the list can be limited to: actions that begin so. */
export const KINDS: readonly (readonly [string, Words])[] = [
  ['auth.', msg`Signing in`],
  ['account.', msg`Accounts`],
  ['invitation.', msg`Invitations`],
  ['group.', msg`Groups`],
  ['role.', msg`Roles`],
  ['api_key.', msg`API keys`],
  ['share.', msg`Shared links`],
  ['conversation.', msg`Conversations`],
  ['document.', msg`Documents`],
  ['collection.', msg`Collections`],
  ['provider.', msg`Models`],
  ['audit.', msg`Audit log`],
];
