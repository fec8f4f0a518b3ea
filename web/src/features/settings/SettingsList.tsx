import { i18n, type MessageDescriptor } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Activity, ArrowLeftRight, Bell, CircleUser, Cpu, Info, Keyboard, Link2, Palette, ScrollText, ShieldUser, TextQuote, Users, type LucideIcon } from 'lucide-react';
import { accessQuery } from '@/api/queries';
import type { Permission } from '@/api/types';
import { Avatar } from '@/ui/avatar';

const SECTIONS = [
  { to: '/settings/account', name: msg`Account`, icon: CircleUser },
  { to: '/settings/people', name: msg`People`, icon: Users, needs: 'manage_accounts' },
  { to: '/settings/roles', name: msg`Roles`, icon: ShieldUser, needs: 'manage_accounts' },
  { to: '/settings/audit', name: msg`Audit log`, icon: ScrollText, needs: 'read_audit' },
  { to: '/settings/models', name: msg`Models`, icon: Cpu },
  { to: '/settings/appearance', name: msg`Appearance and language`, icon: Palette },
  { to: '/settings/notifications', name: msg`Notifications`, icon: Bell },
  { to: '/settings/shortcuts', name: msg`Shortcuts`, icon: Keyboard },
  { to: '/settings/prompts', name: msg`Prompts`, icon: TextQuote },
  { to: '/settings/shares', name: msg`Shared links`, icon: Link2 },
  { to: '/settings/data', name: msg`Import and export`, icon: ArrowLeftRight },
  { to: '/settings/status', name: msg`Storage and health`, icon: Activity },
  { to: '/settings/about', name: msg`About Chatbox`, icon: Info },
] as const satisfies readonly { to: string; name: MessageDescriptor; icon: LucideIcon; needs?: Permission }[];

export default function SettingsList() {
  const { data: access } = useQuery(accessQuery);
  const shown = SECTIONS.filter((section) => !('needs' in section) || access?.permissions.includes(section.needs));
  return (
    <nav aria-label={t`Settings`} className="min-h-0 overflow-y-auto px-3 pb-4">
      <ul className="grid gap-0.5">
        {shown.map(({ to, name, icon: Icon }) => (
          <li key={to}>
            <Link
              to={to}
              className="flex min-h-8 items-center gap-2 rounded-sm px-2 py-1 hover:bg-hover pointer-coarse:min-h-11"
              activeProps={{ className: 'bg-hover font-medium forced-colors:outline' }}
            >
              {to === '/settings/account' && access?.account ? (
                <Avatar id={access.account.id} name={access.account.name} size="small" />
              ) : (
                <Icon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
              )}{' '}
              {i18n._(name)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
