import { Outlet, useRouterState } from '@tanstack/react-router';
import { Menu as MenuIcon } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { IconButton } from '@/ui/button';
import { Sheet } from '@/ui/dialog';
import { Loading } from '@/ui/feedback';
import { NARROW, PHONE, useMedia } from '@/ui/useMedia';
import { Activity } from './Activity';
import { OfflineBar } from './OfflineBar';
import { Sidebar } from './Sidebar';
import { SourcePanel, usePanel } from './SourcePanel';
import { useCollapsed } from './collapsed';

const Toasts = lazy(() => import('./Toasts'));

/** Rail on the left, page in the middle, one panel on the right. */
export function Frame() {
  const phone = useMedia(PHONE);
  const narrow = useMedia(NARROW);
  const panel = usePanel();
  const { collapsed } = useCollapsed();
  return (
    <div className="flex h-dvh flex-col">
      <a href="#page" className="sr-only z-50 rounded-md bg-raised px-3 py-2 focus:not-sr-only focus:absolute focus:top-2 focus:left-2">
        Skip to the page
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
        {panel && <SourcePanel place={panel} phone={phone} />}
      </div>
      <Activity />
      <Suspense fallback={null}>
        <Toasts />
      </Suspense>
    </div>
  );
}

/** On a phone the rail is a drawer. */
function TopBar() {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  // Open on one page only: whatever leads to another, the drawer has then done its work.
  const [openOn, setOpenOn] = useState<string | null>(null);
  const setOpen = (open: boolean) => setOpenOn(open ? path : null);
  return (
    <header className="flex h-12 shrink-0 items-center gap-1 border-b bg-sidebar px-2">
      <IconButton label="Open navigation" onClick={() => setOpen(true)}>
        <MenuIcon aria-hidden />
      </IconButton>
      <span className="font-semibold">Chatbox</span>
      <Sheet open={openOn === path} onOpenChange={setOpen} title="Navigation" side="left">
        <Sidebar collapsed={false} inSheet onLeave={() => setOpen(false)} />
      </Sheet>
    </header>
  );
}
