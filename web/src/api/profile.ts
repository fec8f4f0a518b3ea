import { http, send } from './client';
import { accessQuery, keys, profileQuery, queryClient } from './queries';
import { refresh } from './refresh';
import type { Profile } from './types';
import { adoptLanguage, onLanguageChosen, speak } from '@/lib/language';
import { setTimeZone } from '@/lib/zone';

/** Changes to a profile; absent fields stay, null is the browser's choice. */
export interface ProfileChange {
  name?: string;
  language?: 'en' | 'de' | null;
  time_zone?: string | null;
}

/** Changes one's profile, and the page with it. */
export async function changeProfile(change: ProfileChange): Promise<void> {
  const profile = await patch(change);
  took(profile);
  await apply(profile, change.language === null);
}

function patch(change: ProfileChange): Promise<Profile> {
  return send(http.PATCH('/api/v1/auth/profile', { body: change }));
}

/** Keeps what the server knows now. */
export function took(profile: Profile): void {
  queryClient.setQueryData(keys.profile, profile);
  void refresh(keys.access, keys.accounts, keys.directory, keys.avatars);
}

/** Speaks the account's language and shows its times, from now on and on every device; to be called once, by a page that is signed in. */
export async function followProfile(): Promise<void> {
  // What is chosen anywhere on the page is the account's as well.
  onLanguageChosen((language) => {
    if (language !== 'ar-XB' && queryClient.getQueryData(keys.profile)) void patch({ language }).then(took, () => {});
  });
  const { account } = await queryClient.fetchQuery(accessQuery);
  if (account) await apply(await queryClient.fetchQuery(profileQuery));
}

/** Where the account has no language, the browser keeps the one that was chosen in it, until “like the browser” is chosen for the account. */
async function apply({ language, time_zone: zone }: Profile, automatic = false): Promise<void> {
  const zoneChanged = setTimeZone(zone ?? null);
  const languageChanged = (language || automatic) && (await adoptLanguage(language ?? null));
  // The words are drawn anew, and the times among them.
  if (zoneChanged && !languageChanged) await speak();
}
