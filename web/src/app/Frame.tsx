import { t } from '@lingui/core/macro';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { Menu as MenuIcon } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { patient } from '@/api/patient';
import { IconButton } from '@/ui/button';
import { Loading } from '@/ui/feedback';
import { NARROW, PHONE, useMedia } from '@/ui/useMedia';
import { Activity } from './Activity';
import { DropArea } from './DropArea';
import './earlyKeys';
import { OfflineBar } from './OfflineBar';
import { Sidebar } from './Sidebar';
import { Panel, usePanel } from './Panel';
import { useCollapsed } from './collapsed';

const Toasts = lazy(patient(() => import('./Toasts')));
const Commands = lazy(patient(() => import('./Commands')));
const Drawer = lazy(patient(() => import('./Drawer')));
const Desk = lazy(patient(() => import('@/features/chat/Desk')));

/** Rail on the left, page in the middle, one panel on the right. */
export function Frame() {
  const phone = useMedia(PHONE);
  const narrow = useMedia(NARROW);
  const panel = usePanel();
  const { collapsed } = useCollapsed();
  return (
    <div className="flex h-dvh flex-col">
      <a href="#page" className="sr-only z-50 rounded-md bg-raised px-3 py-2 focus:not-sr-only focus:absolute focus:top-2 focus:start-2">
        {t`Skip to the page`}
      </a>
      <OfflineBar />
      {phone && <TopBar />}
      <div className="flex min-h-0 flex-1">
        {!phone && <Sidebar collapsed={collapsed || (narrow && panel !== null)} forced={narrow && panel !== null} />}
        <main id="page" tabIndex={-1} className="min-w-0 flex-1 outline-none">
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
        </main>
        {panel && <Panel search={panel} phone={phone} />}
      </div>
      <Activity />
      <DropArea />
      <Suspense fallback={null}>
        <Commands />
        <Toasts />
        <Desk />
      </Suspense>
    </div>
  );
}

/** On a phone the rail is a drawer. */
function TopBar() {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  // Open on one page only: whatever leads to another, the drawer has then done its work.
  const [openOn, setOpenOn] = useState<string | null>(null);
  // The drawer's script is fetched when it is first opened; after that it stays, so that it can close with the focus where it was.
  const [opened, setOpened] = useState(false);
  const setOpen = (open: boolean) => {
    if (open) setOpened(true);
    setOpenOn(open ? path : null);
  };
  return (
    <header className="flex h-12 shrink-0 items-center gap-1 border-b bg-sidebar px-2">
      <IconButton label={t`Open navigation`} onClick={() => setOpen(true)}>
        <MenuIcon aria-hidden />
      </IconButton>
      <span className="font-semibold">Chatbox</span>
      {opened && (
        <Suspense fallback={null}>
          <Drawer open={openOn === path} onOpenChange={setOpen} />
        </Suspense>
      )}
    </header>
  );
}
