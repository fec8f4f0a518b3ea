import { t } from '@lingui/core/macro';
import { copyText } from '@/lib/clipboard';
import { toast } from './toast';

/** Copies text and says whether that worked. */
export function copy(text: string): void {
  copyText(text).then(
    () => toast.success(t`Copied`),
    () => toast.error(t`Copying was not allowed`, { description: t`Select the text and copy it with the keyboard.` }),
  );
}
