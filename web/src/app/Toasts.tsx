import { Toaster } from 'sonner';
import { useTheme } from '@/lib/theme';

/** Where short messages appear: never over the composer. */
export default function Toasts() {
  const { theme } = useTheme();
  return <Toaster theme={theme} position="top-center" closeButton />;
}
