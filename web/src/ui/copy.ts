import { copyText } from '@/lib/clipboard';
import { toast } from './toast';

/** Copies text and says whether that worked. */
export function copy(text: string): void {
  copyText(text).then(
    () => toast.success('Copied'),
    () => toast.error('Copying was not allowed', { description: 'Select the text and copy it with the keyboard.' }),
  );
}
