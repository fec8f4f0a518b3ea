import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { queryClient } from '@/api/queries';
import { router } from './router';

const subscribe = (changed: () => void) => i18n.on('change', changed);

/** The page in the language of the moment. Words are read where elements are made, so another language draws everything anew. */
export function App() {
  const locale = useSyncExternalStore(subscribe, () => i18n.locale);
  return (
    <I18nProvider key={locale} i18n={i18n}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </I18nProvider>
  );
}
