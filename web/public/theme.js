// Runs before the first paint, so that a dark page never flashes white and nothing changes its size. Kept outside the bundle because the
// content policy allows no inline script. src/lib/theme.ts and src/lib/appearance.ts write the same keys and attributes.
(function () {
  function stored(key) {
    try {
      return localStorage.getItem('chatbox.' + key);
    } catch {
      // Storage may be blocked; the system's wish counts.
      return null;
    }
  }
  var page = document.documentElement;
  var theme = stored('theme');
  var dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  page.dataset.theme = dark ? 'dark' : 'light';
  if (dark) document.querySelector('meta[name="theme-color"]').setAttribute('content', '#0f1112');
  page.dataset.density = stored('density') === 'compact' ? 'compact' : 'comfortable';
  page.dataset.motion = stored('motion') === 'reduced' ? 'reduced' : 'system';
  var size = stored('size');
  if (/^(90|110|120|135|150)$/.test(size || '')) page.style.fontSize = size + '%';
})();
