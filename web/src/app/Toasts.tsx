import { Toaster } from 'sonner';
import { useTheme } from '@/lib/theme';

/** Where short messages appear. */
export default function Toasts() {
  const { theme } = useTheme();
  return <Toaster theme={theme} position="bottom-center" closeButton />;
}
