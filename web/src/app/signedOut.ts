import { router } from './router';

const DOORS = ['/sign-in', '/setup', '/join', '/deleted'];

/** Whether this is a page one comes in by. */
export function isDoor(path: string): boolean {
  return DOORS.includes(path);
}

/** The way in; afterwards one is back where one was. */
export function showSignIn(): void {
  const { pathname, href } = router.state.location;
  if (isDoor(pathname) || pathname.startsWith('/shared/')) return;
  location.replace(`/sign-in?next=${encodeURIComponent(href)}`);
}
