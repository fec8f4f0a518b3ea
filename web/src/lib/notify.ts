import { create } from 'zustand';
import { remember, remembered, watchRemembered } from './storage';

/** Something that ended while nobody looked. */
export interface News {
  title: string;
  body?: string;
  /** Address in the page that shows it. */
  to?: string;
}

/** What the browser lets us do. `absent`: it has no notifications, or only on https and localhost. */
export type Permission = NotificationPermission | 'absent';

interface Notifying {
  /** What the person chose. */
  on: boolean;
  permission: Permission;
}

export const useNotifying = create<Notifying>(() => ({ on: remembered('notify') === 'on', permission: permission() }));

let open: (to: string) => void = () => {};
let unseen = 0;

/** Once, at the start: `follow` goes to an address, `tabTitle` keeps the count of news in the tab's title while it is hidden. */
export function watchNews(follow: (to: string) => void): void {
  open = follow;
  watchRemembered('notify', () => useNotifying.setState({ on: remembered('notify') === 'on' }));
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) return;
    unseen = 0;
    countInTitle();
    // It may have been granted or taken back in the browser's settings meanwhile.
    useNotifying.setState({ permission: permission() });
  });
  // Rooms write the title as they please; the count is put back in front.
  new MutationObserver(countInTitle).observe(document.head, { subtree: true, childList: true, characterData: true });
}

/** Tells of news: a count in the tab's title, and a notification where it is wanted and allowed. Nothing while the page is in view. */
export function notify({ title, body, to }: News): void {
  if (!document.hidden) return;
  unseen += 1;
  countInTitle();
  if (!useNotifying.getState().on || permission() !== 'granted') return;
  try {
    const shown = new Notification(title, { icon: '/icon-192.png', ...(body ? { body } : {}), ...(to ? { tag: to } : {}) });
    shown.addEventListener('click', () => {
      window.focus();
      if (to) open(to);
      shown.close();
    });
  } catch {
    // Browsers of phones want a service worker for this; the count in the title has to do.
  }
}

/** Turns notifications on or off; asks the browser the first time. Call from a click. */
export async function setNotifying(on: boolean): Promise<void> {
  const allowed = on && permission() === 'default' ? await Notification.requestPermission() : permission();
  const wanted = on && allowed === 'granted';
  remember('notify', wanted ? 'on' : null);
  useNotifying.setState({ on: wanted, permission: allowed });
}

function permission(): Permission {
  return 'Notification' in globalThis ? Notification.permission : 'absent';
}

/** The title with the count in front, or without when it is zero. Pure, for tests. */
function counted(title: string, news: number): string {
  const bare = title.replace(/^\(\d+\) /, '');
  return news > 0 ? `(${news}) ${bare}` : bare;
}

function countInTitle(): void {
  const wanted = counted(document.title, unseen);
  if (wanted !== document.title) document.title = wanted;
}
