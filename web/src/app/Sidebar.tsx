import { i18n } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import { Link, useRouterState } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { Library, MessageSquare, PanelLeftClose, PanelLeftOpen, Settings, X } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { patient } from '@/api/patient';
import { IconButton } from '@/ui/button';
import { setCollapsed } from './collapsed';
import { Progressing } from './Progressing';

const ConversationList = lazy(patient(() => import('@/features/chat/ConversationList')));
const CollectionList = lazy(patient(() => import('@/features/library/CollectionList')));
const SettingsList = lazy(patient(() => import('@/features/settings/SettingsList')));

const ROOMS = [
  { to: '/chat', name: msg`Chat`, icon: MessageSquare, list: ConversationList },
  { to: '/library', name: msg`Library`, icon: Library, list: CollectionList },
  { to: '/settings', name: msg`Settings`, icon: Settings, list: SettingsList },
] as const;

interface SidebarProps {
  collapsed: boolean;
  /** Collapsed for want of room, whatever the person chose. */
  forced?: boolean;
  inSheet?: boolean;
  onLeave?: () => void;
}

/** The rooms, and what the current one contains. */
export function Sidebar({ collapsed, forced = false, inSheet = false, onLeave }: SidebarProps) {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const room = ROOMS.find(({ to }) => path.startsWith(to)) ?? (path.startsWith('/documents') ? ROOMS[1] : undefined);
  const List = room?.list;
  // The drawer is a landmark by itself.
  const Outline = inSheet ? 'div' : 'aside';
  return (
    <Outline
      aria-label={inSheet ? undefined : t`Navigation`}
      // Following any link leaves the drawer.
      onClickCapture={onLeave && ((event) => (event.target as Element).closest('a') && onLeave())}
      className={clsx('flex h-full shrink-0 flex-col bg-sidebar', !inSheet && 'border-e', collapsed ? 'w-14' : inSheet ? 'w-full' : 'w-66')}
    >
      <div className={clsx('flex h-13 shrink-0 items-center', collapsed ? 'justify-center' : 'ps-5 pe-2')}>
        {!collapsed && <span className="flex-1 font-semibold">Chatbox</span>}
        {inSheet ? (
          <IconButton label={t`Close navigation`} onClick={onLeave}>
            <X aria-hidden />
          </IconButton>
        ) : (
          <IconButton label={collapsed ? t`Show the list` : t`Hide the list`} disabled={forced} onClick={() => setCollapsed(!collapsed)}>
            {collapsed ? <PanelLeftOpen aria-hidden className="rtl:-scale-x-100" /> : <PanelLeftClose aria-hidden className="rtl:-scale-x-100" />}
          </IconButton>
        )}
      </div>
      <nav aria-label={t`Rooms`} className="px-3 pb-3">
        <ul className="grid gap-0.5">
          {ROOMS.map(({ to, name, icon: Icon }) => (
            <li key={to}>
              <Link
                to={to}
                aria-label={i18n._(name)}
                title={collapsed ? i18n._(name) : undefined}
                aria-current={room?.to === to ? 'true' : undefined}
                className={clsx(
                  'flex h-8 items-center gap-2 rounded-sm pointer-coarse:h-11',
                  collapsed ? 'justify-center' : 'px-2',
                  room?.to === to ? 'bg-accent-soft font-medium text-accent forced-colors:outline' : 'text-foreground hover:bg-hover',
                )}
              >
                <Icon aria-hidden className="size-4 shrink-0" />
                {!collapsed && i18n._(name)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {!collapsed && List && (
        <div className="flex min-h-0 flex-1 flex-col border-t pt-3">
          <Suspense fallback={null}>
            <List />
          </Suspense>
        </div>
      )}
      <Progressing collapsed={collapsed} />
    </Outline>
  );
}
