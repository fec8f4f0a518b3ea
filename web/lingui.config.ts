import { defineConfig } from '@lingui/conf';
import { formatter } from '@lingui/format-po';

/** `ar-XB` is the pseudo-language that tests right-to-left pages and finds words nobody marked for translation. */
export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'de', 'ar-XB'],
  pseudoLocale: 'ar-XB',
  catalogs: [{ path: 'src/locales/{locale}', include: ['src'] }],
  format: formatter({ origins: false, lineNumbers: false }),
  compileNamespace: 'json',
});
