import { router } from './router';

/** Pages that are open to everybody. */
const OPEN = ['/sign-in', '/setup', '/join', '/shared/'];

/** The way in; afterwards one is back where one was. */
export function showSignIn(): void {
  const { pathname, href } = router.state.location;
  if (OPEN.some((path) => pathname.startsWith(path))) return;
  location.replace(`/sign-in?next=${encodeURIComponent(href)}`);
}
