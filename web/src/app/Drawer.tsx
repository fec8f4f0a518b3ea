import { t } from '@lingui/core/macro';
import { Sheet } from '@/ui/dialog';
import { Sidebar } from './Sidebar';

/** The rail over the page, for phones. */
export default function Drawer({ open, onOpenChange }: { open: boolean; onOpenChange(open: boolean): void }) {
  return (
    <Sheet open={open} onOpenChange={onOpenChange} title={t`Navigation`} side="left">
      <Sidebar collapsed={false} inSheet onLeave={() => onOpenChange(false)} />
    </Sheet>
  );
}
