// Runs before the first paint, so that a dark page never flashes white. Kept outside the bundle because the content policy allows
// no inline script. src/lib/theme.ts writes the same key and attribute.
(function () {
  var wish = 'system';
  try {
    wish = localStorage.getItem('chatbox.theme') || 'system';
  } catch {
    // Storage may be blocked; the system's wish counts.
  }
  var dark = wish === 'dark' || (wish !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
