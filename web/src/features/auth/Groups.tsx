import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Plus, Users } from 'lucide-react';
import { useState } from 'react';
import { directoryQuery } from '@/api/queries';
import type { Group } from '@/api/types';
import { Button } from '@/ui/button';
import { ProblemNotice } from '@/ui/problem';
import { Section } from '@/ui/section';
import { GroupDialog } from './GroupDialog';

/** People who are named together, to share with all of them at once. */
export function Groups() {
  const directory = useQuery(directoryQuery);
  const [open, setOpen] = useState<Group | 'new' | null>(null);
  if (directory.error) return <ProblemNotice error={directory.error} onRetry={() => void directory.refetch()} />;
  if (!directory.data) return null;
  const { people, groups } = directory.data;
  return (
    <Section
      title={t`Groups`}
      lead={<Trans>What is shared with a group is shared with everybody in it.</Trans>}
      action={
        <Button onClick={() => setOpen('new')}>
          <Plus aria-hidden /> <Trans>New group</Trans>
        </Button>
      }
    >
      {groups.length > 0 && (
        <ul className="grid">
          {groups.map((group) => (
            <li key={group.id} className="flex items-center gap-3 border-b py-3 last:border-b-0">
              <Users aria-hidden className="size-5 shrink-0 text-muted-foreground" />
              <div className="min-w-0 flex-1">
                <p className="font-medium break-words">
                  <bdi>{group.name}</bdi>
                </p>
                <p className="text-sm break-words text-muted-foreground">
                  {group.members.length === 0
                    ? t`Nobody is in it.`
                    : people
                        .filter(({ id }) => group.members.includes(id))
                        .map(({ name }) => name)
                        .join(', ') || plural(group.members.length, { one: '# person', other: '# people' })}
                </p>
              </div>
              <Button size="small" aria-label={t`Change the group ${group.name}`} onClick={() => setOpen(group)}>
                <Trans>Change</Trans>
              </Button>
            </li>
          ))}
        </ul>
      )}
      {open && <GroupDialog group={open === 'new' ? null : open} people={people} onClose={() => setOpen(null)} />}
    </Section>
  );
}
