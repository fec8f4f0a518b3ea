import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { ShortcutList } from '@/features/settings/ShortcutList';
import { Dialog } from '@/ui/dialog';
import { showOverlay } from './overlay';

/** The list of shortcuts over the page one is on, so that it shows what can be done there. */
export default function ShortcutsDialog() {
  return (
    <Dialog
      open
      look="wide"
      onOpenChange={() => showOverlay(null)}
      title={t`Shortcuts`}
      description={
        <Trans>
          They can be changed in{' '}
          <Link to="/settings/shortcuts" onClick={() => showOverlay(null)} className="text-accent underline underline-offset-2">
            Settings
          </Link>
          .
        </Trans>
      }
    >
      <ShortcutList />
    </Dialog>
  );
}
