import { t } from '@lingui/core/macro';
import { Toaster } from 'sonner';
import { useTheme } from '@/lib/theme';

/** Where short messages appear: never over the composer. */
export default function Toasts() {
  const { theme } = useTheme();
  return (
    <Toaster
      theme={theme}
      dir={document.documentElement.dir === 'rtl' ? 'rtl' : 'ltr'}
      position="top-center"
      offset={{ top: '3.5rem' }}
      mobileOffset={{ top: '3.5rem' }}
      closeButton
      customAriaLabel={t`Messages`}
      toastOptions={{ closeButtonAriaLabel: t`Close` }}
    />
  );
}
