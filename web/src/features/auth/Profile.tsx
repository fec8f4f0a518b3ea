import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQuery } from '@tanstack/react-query';
import { LogOut } from 'lucide-react';
import { useRef } from 'react';
import { changeProfile, took, type ProfileChange } from '@/api/profile';
import { profileQuery } from '@/api/queries';
import { setAvatar, signOut } from '@/api/session';
import type { Account } from '@/api/types';
import { LANGUAGE_NAMES, LANGUAGES } from '@/lib/language';
import { timeZones } from '@/lib/zone';
import { Avatar } from '@/ui/avatar';
import { Button } from '@/ui/button';
import { Field, Input, Select } from '@/ui/field';
import { ProblemNotice, toastProblem } from '@/ui/problem';
import { roleName } from '@/ui/roles';
import { Section } from '@/ui/section';
import { toast } from '@/ui/toast';

/** What one is called, how one is shown, and how the page is. */
export function Profile({ account }: { account: Account }) {
  const { data: profile, error, refetch } = useQuery(profileQuery);
  const save = useMutation({
    mutationFn: (change: ProfileChange) => changeProfile(change),
    onSuccess: () => toast.success(t`Your profile is changed`),
  });
  return (
    <Section
      title={t`Profile`}
      lead={
        <bdi>
          {account.email} · {roleName(account.role, account.role_name)}
        </bdi>
      }
      action={
        <Button onClick={() => void signOut().catch((failure: unknown) => toastProblem(failure, t`You are still signed in`))}>
          <LogOut aria-hidden /> <Trans>Sign out</Trans>
        </Button>
      }
    >
      <Picture account={account} has={Boolean(profile?.avatar_changed_at)} />
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {profile && (
        <form
          className="grid max-w-sm gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            const fields = new FormData(event.currentTarget);
            const chosen = (name: string) => String(fields.get(name)) || null;
            if (!save.isPending) save.mutate({ name: String(fields.get('name')), language: chosen('language') as ProfileChange['language'] & string, time_zone: chosen('zone') });
          }}
        >
          <Field label={t`Name`} hint={t`Everybody who may come in sees it.`}>
            {(ids) => <Input {...ids} name="name" required maxLength={100} autoComplete="name" defaultValue={profile.name} />}
          </Field>
          <Field label={t`Language of the page`} hint={t`On every device where you sign in.`}>
            {(ids) => (
              <Select {...ids} key={profile.language ?? ''} name="language" defaultValue={profile.language ?? ''}>
                <option value="">{t`Like the browser`}</option>
                {LANGUAGES.map((one) => (
                  <option key={one} value={one} lang={one}>
                    {LANGUAGE_NAMES[one]}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label={t`Time zone`} hint={t`Times are shown in it.`}>
            {(ids) => (
              <Select {...ids} name="zone" defaultValue={profile.time_zone ?? ''}>
                <option value="">{t`Like the browser`}</option>
                {[...new Set([...(profile.time_zone ? [profile.time_zone] : []), ...timeZones()])].map((zone) => (
                  <option key={zone} value={zone}>
                    {zone.replaceAll('_', ' ')}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          {save.error && <ProblemNotice error={save.error} />}
          <div>
            <Button type="submit" aria-disabled={save.isPending}>
              <Trans>Save the profile</Trans>
            </Button>
          </div>
        </form>
      )}
    </Section>
  );
}

/** One's picture, with what changes it. */
function Picture({ account, has }: { account: Account; has: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  const set = useMutation({ mutationFn: setAvatar, onSuccess: took });
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-4">
        <Avatar id={account.id} name={account.name} size="large" />
        <div className="flex flex-wrap gap-2">
          <Button aria-disabled={set.isPending} onClick={() => input.current?.click()}>
            <Trans>Choose a picture</Trans>
          </Button>
          {has && (
            <Button look="ghost" aria-disabled={set.isPending} onClick={() => !set.isPending && set.mutate(null)}>
              <Trans>Remove the picture</Trans>
            </Button>
          )}
        </div>
        <input
          ref={input}
          type="file"
          hidden
          accept="image/png,image/jpeg,image/webp"
          aria-label={t`Picture`}
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) set.mutate(file);
            event.target.value = '';
          }}
        />
      </div>
      {set.error && <ProblemNotice error={set.error} />}
    </div>
  );
}
