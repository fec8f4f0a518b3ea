import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useMay } from '@/api/may';
import { accessQuery } from '@/api/queries';
import { signOut } from '@/api/session';
import { LANGUAGE_NAMES, LANGUAGES, chooseLanguage } from '@/lib/language';
import { setTheme } from '@/lib/theme';
import { useCommands, type Command } from '@/ui/commands';
import { toastProblem } from '@/ui/problem';
import { setCollapsed, useCollapsed } from './collapsed';
import { showOverlay, useOverlay } from './overlay';
import { useAddFiles } from './useAddFiles';
import { useShortcuts } from './useShortcuts';

const Palette = lazy(() => import('./palette/Palette'));
const ShortcutsDialog = lazy(() => import('./ShortcutsDialog'));

/** What can be done from everywhere, the keys for it, and what these open. Loaded after the first paint. */
export default function Commands() {
  const { open } = useOverlay();
  const inputs = useAppCommands();
  useShortcuts();
  return (
    <Suspense fallback={null}>
      {inputs}
      {open === 'palette' && <Palette />}
      {open === 'shortcuts' && <ShortcutsDialog />}
    </Suspense>
  );
}

function useAppCommands() {
  const navigate = useNavigate();
  const { collapsed } = useCollapsed();
  const { pick, inputs } = useAddFiles();
  const { data: access } = useQuery(accessQuery);
  const mayAdd = useMay('contribute');
  const go = t`Go to`;
  const look = t`Appearance`;
  const page = t`Page`;

  const rooms = [
    ['app.chat', '/chat', t`Chat`, 'g c'],
    ['app.library', '/library', t`Library`, 'g l'],
    ['app.settings.account', '/settings/account', t`Account`],
    ['app.settings.people', '/settings/people', t`People`],
    ['app.settings.roles', '/settings/roles', t`Roles`],
    ['app.settings.audit', '/settings/audit', t`Audit log`],
    ['app.settings.models', '/settings/models', t`Models`, 'g s'],
    ['app.settings.appearance', '/settings/appearance', t`Appearance and language`],
    ['app.settings.notifications', '/settings/notifications', t`Notifications`],
    ['app.settings.shortcuts', '/settings/shortcuts', t`Shortcuts`],
    ['app.settings.prompts', '/settings/prompts', t`Prompts`],
    ['app.settings.shares', '/settings/shares', t`Shared links`],
    ['app.settings.data', '/settings/data', t`Import and export`],
    ['app.settings.status', '/settings/status', t`Storage and health`],
    ['app.settings.about', '/settings/about', t`About Chatbox`],
    ['app.welcome', '/welcome', t`Introduction`],
  ] as const;

  const commands: Command[] = [
    { id: 'app.palette', title: t`Search and commands`, group: page, keys: '$mod+k', run: () => showOverlay(useOverlay.getState().open ? null : 'palette') },
    { id: 'app.new', title: t`New conversation`, group: page, keys: 'n', run: () => void navigate({ to: '/chat' }) },
    { id: 'app.search', title: t`Search this page`, group: page, keys: '/', run: focusSearch },
    ...(mayAdd
      ? [
          { id: 'app.add', title: t`Add files`, group: page, keys: 'u', run: () => pick('files') },
          { id: 'app.addFolder', title: t`Add a folder`, group: page, run: () => pick('folder') },
        ]
      : []),
    ...(access?.account
      ? [{ id: 'app.signOut', title: t`Sign out`, group: page, run: () => void signOut().catch((error: unknown) => toastProblem(error, t`You are still signed in`)) }]
      : []),
    {
      id: 'app.rail',
      title: collapsed ? t`Show the list` : t`Hide the list`,
      group: page,
      keys: '$mod+b',
      run: () => setCollapsed(!collapsed),
    },
    { id: 'app.shortcuts', title: t`All shortcuts`, group: page, keys: '?', run: () => showOverlay('shortcuts') },
    ...rooms.map(([id, to, title, keys]): Command => ({ id, title, group: go, ...(keys ? { keys } : {}), run: () => void navigate({ to }) })),
    { id: 'app.light', title: t`Light theme`, group: look, run: () => setTheme('light') },
    { id: 'app.dark', title: t`Dark theme`, group: look, run: () => setTheme('dark') },
    { id: 'app.system', title: t`Theme like the system`, group: look, run: () => setTheme('system') },
    ...LANGUAGES.map((one): Command => {
      const name = LANGUAGE_NAMES[one];
      return { id: `app.language.${one}`, title: t`Language: ${name}`, group: look, run: () => void chooseLanguage(one) };
    }),
    { id: 'app.language.browser', title: t`Language of the browser`, group: look, run: () => void chooseLanguage(null) },
  ];
  useCommands(commands);
  return inputs;
}

/** The search field of the page, else that of the list beside it, else the palette. */
function focusSearch(): void {
  const fields = ['main', 'aside'].map((area) => document.querySelector<HTMLInputElement>(`${area} input[type="search"]`));
  const field = fields.find((one) => one !== null);
  if (!field) return showOverlay('palette');
  field.focus();
  field.select();
}
