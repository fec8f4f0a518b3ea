import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { patient } from '@/api/patient';
import { conversationQuery, messagesQuery, queryClient } from '@/api/queries';
import { Loading } from '@/ui/feedback';
import { Broken, NotFound } from './Ends';
import { leftWelcome, wantsWelcome, welcomeStep } from './firstVisit';
import { Root } from './Root';
import { parseSearch } from './search';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** The page stands alone, without rail and panel. */
    alone?: boolean;
  }
}

/** A page whose script waits for the server if need be, instead of breaking or reloading into nothing. */
function page(load: Parameters<typeof lazyRouteComponent>[0]) {
  return lazyRouteComponent(patient(load));
}

const root = createRootRoute({ component: Root, validateSearch: parseSearch, notFoundComponent: NotFound, errorComponent: Broken });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: leftWelcome() ? '/welcome' : '/chat', replace: true });
  },
});
const newChat = createRoute({
  getParentRoute: () => root,
  path: '/chat',
  beforeLoad: async () => {
    if (await wantsWelcome()) throw redirect({ to: '/welcome', replace: true });
  },
  component: page(() => import('@/features/chat/NewChatPage')),
});
const chat = createRoute({
  getParentRoute: () => root,
  path: '/chat/$conversation',
  // Asked for while the page's script is still on its way.
  loader: ({ params: { conversation } }) => {
    void queryClient.prefetchQuery(conversationQuery(conversation));
    void queryClient.prefetchQuery(messagesQuery(conversation));
    void import('@/features/chat/Markdown');
  },
  component: page(() => import('@/features/chat/ConversationPage')),
});
const print = createRoute({
  getParentRoute: () => root,
  path: '/chat/$conversation/print',
  staticData: { alone: true },
  component: page(() => import('@/features/chat/PrintPage')),
});
const shared = createRoute({
  getParentRoute: () => root,
  path: '/shared/$token',
  staticData: { alone: true },
  component: page(() => import('@/features/chat/SharedPage')),
});
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  staticData: { alone: true },
  component: page(() => import('@/features/auth/SignInPage')),
});
const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  staticData: { alone: true },
  component: page(() => import('@/features/auth/SetupPage')),
});
const join = createRoute({
  getParentRoute: () => root,
  path: '/join',
  staticData: { alone: true },
  component: page(() => import('@/features/auth/JoinPage')),
});
const deleted = createRoute({
  getParentRoute: () => root,
  path: '/deleted',
  staticData: { alone: true },
  component: page(() => import('@/features/auth/DeletedPage')),
});
const library = createRoute({
  getParentRoute: () => root,
  path: '/library',
  component: page(() => import('@/features/library/LibraryPage')),
});
const collection = createRoute({
  getParentRoute: () => root,
  path: '/library/$collection',
  component: page(() => import('@/features/library/LibraryPage')),
});
const document = createRoute({
  getParentRoute: () => root,
  path: '/documents/$document',
  component: page(() => import('./DocumentPage')),
});
const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  beforeLoad: () => {
    throw redirect({ to: '/welcome/$step', params: { step: welcomeStep() }, replace: true });
  },
});
const welcomeAt = createRoute({
  getParentRoute: () => root,
  path: '/welcome/$step',
  component: page(() => import('@/features/welcome/WelcomePage')),
});
const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: page(() => import('@/features/settings/SettingsPage')),
});
const settingsHome = createRoute({
  getParentRoute: () => settings,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/settings/models', replace: true });
  },
});
const account = createRoute({
  getParentRoute: () => settings,
  path: 'account',
  component: page(() => import('@/features/auth/AccountPage')),
});
const people = createRoute({
  getParentRoute: () => settings,
  path: 'people',
  component: page(() => import('@/features/auth/PeoplePage')),
});
const roles = createRoute({
  getParentRoute: () => settings,
  path: 'roles',
  component: page(() => import('@/features/auth/RolesPage')),
});
const audit = createRoute({
  getParentRoute: () => settings,
  path: 'audit',
  component: page(() => import('@/features/audit/AuditPage')),
});
const models = createRoute({
  getParentRoute: () => settings,
  path: 'models',
  component: page(() => import('@/features/settings/ModelsPage')),
});
const appearance = createRoute({
  getParentRoute: () => settings,
  path: 'appearance',
  component: page(() => import('@/features/settings/AppearancePage')),
});
const notifications = createRoute({
  getParentRoute: () => settings,
  path: 'notifications',
  component: page(() => import('@/features/settings/NotificationsPage')),
});
const shortcuts = createRoute({
  getParentRoute: () => settings,
  path: 'shortcuts',
  component: page(() => import('@/features/settings/ShortcutsPage')),
});
const prompts = createRoute({
  getParentRoute: () => settings,
  path: 'prompts',
  component: page(() => import('@/features/prompts/PromptsPage')),
});
const shares = createRoute({
  getParentRoute: () => settings,
  path: 'shares',
  component: page(() => import('@/features/share/SharesPage')),
});
const data = createRoute({
  getParentRoute: () => settings,
  path: 'data',
  component: page(() => import('@/features/transfer/TransferPage')),
});
const status = createRoute({
  getParentRoute: () => settings,
  path: 'status',
  component: page(() => import('@/features/settings/StatusPage')),
});
const about = createRoute({
  getParentRoute: () => settings,
  path: 'about',
  component: page(() => import('@/features/settings/AboutPage')),
});
// In the built page the condition is false and the gallery is not there.
const gallery = import.meta.env.DEV
  ? [
      createRoute({
        getParentRoute: () => root,
        path: '/gallery' as string,
        staticData: { alone: true },
        component: lazyRouteComponent(() => import('./gallery/GalleryPage')),
      }),
    ]
  : [];

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    newChat,
    chat,
    print,
    shared,
    signIn,
    setup,
    join,
    deleted,
    library,
    collection,
    document,
    welcome,
    welcomeAt,
    settings.addChildren([settingsHome, account, people, roles, audit, models, appearance, notifications, shortcuts, prompts, shares, data, status, about]),
    ...gallery,
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
