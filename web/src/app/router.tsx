import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { Loading } from '@/ui/feedback';
import { Broken, NotFound } from './Ends';
import { Frame } from './Frame';
import { parseSearch } from './search';

const root = createRootRoute({ component: Frame, validateSearch: parseSearch, notFoundComponent: NotFound, errorComponent: Broken });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/chat', replace: true });
  },
});
const newChat = createRoute({
  getParentRoute: () => root,
  path: '/chat',
  component: lazyRouteComponent(() => import('@/features/chat/NewChatPage')),
});
const chat = createRoute({
  getParentRoute: () => root,
  path: '/chat/$conversation',
  component: lazyRouteComponent(() => import('@/features/chat/ConversationPage')),
});
const print = createRoute({
  getParentRoute: () => root,
  path: '/chat/$conversation/print',
  component: lazyRouteComponent(() => import('@/features/chat/PrintPage')),
});
const library = createRoute({
  getParentRoute: () => root,
  path: '/library',
  component: lazyRouteComponent(() => import('@/features/library/LibraryPage')),
});
const collection = createRoute({
  getParentRoute: () => root,
  path: '/library/$collection',
  component: lazyRouteComponent(() => import('@/features/library/LibraryPage')),
});
const document = createRoute({
  getParentRoute: () => root,
  path: '/documents/$document',
  component: lazyRouteComponent(() => import('./DocumentPage')),
});
const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => import('@/features/settings/SettingsPage')),
});
const settingsHome = createRoute({
  getParentRoute: () => settings,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/settings/models', replace: true });
  },
});
const models = createRoute({
  getParentRoute: () => settings,
  path: 'models',
  component: lazyRouteComponent(() => import('@/features/settings/ModelsPage')),
});
const appearance = createRoute({
  getParentRoute: () => settings,
  path: 'appearance',
  component: lazyRouteComponent(() => import('@/features/settings/AppearancePage')),
});
const prompts = createRoute({
  getParentRoute: () => settings,
  path: 'prompts',
  component: lazyRouteComponent(() => import('@/features/prompts/PromptsPage')),
});
const status = createRoute({
  getParentRoute: () => settings,
  path: 'status',
  component: lazyRouteComponent(() => import('@/features/settings/StatusPage')),
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    newChat,
    chat,
    print,
    library,
    collection,
    document,
    settings.addChildren([settingsHome, models, appearance, prompts, status]),
  ]),
  defaultPreload: 'intent',
  defaultPendingComponent: Loading,
  defaultErrorComponent: Broken,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
