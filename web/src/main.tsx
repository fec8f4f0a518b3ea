import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { goLive, socket } from './api/live';
import { followProfile } from './api/profile';
import { checkSignedIn, keepSignedIn } from './api/session';
import { App } from './app/App';
import { watchAnswers } from './app/ended';
import { router } from './app/router';
import { isDoor, showSignIn } from './app/signedOut';
import { watchAppearance } from './lib/appearance';
import { watchBindings } from './lib/bindings';
import { speak, watchLanguage } from './lib/language';
import { watchNews } from './lib/notify';
import { watchTheme } from './lib/theme';
import './ui/tokens.css';

watchTheme();
watchAppearance();
watchBindings();
watchLanguage();
watchNews((to) => void router.navigate({ href: to }));
watchAnswers();
keepSignedIn(showSignIn);
// Those who are not in yet get a page anew once they are.
if (!isDoor(location.pathname)) {
  goLive();
  void followProfile().catch(() => {});
}
socket.subscribe(() => socket.current() === 'waiting' && checkSignedIn());
// What the address names loads beside the words.
void router.load();
await speak();

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
