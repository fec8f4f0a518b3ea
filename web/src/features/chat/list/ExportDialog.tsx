import { t } from '@lingui/core/macro';
import { FileBraces, FileText, Printer } from 'lucide-react';
import type { Conversation } from '@/api/types';
import { Dialog } from '@/ui/dialog';
import { exportUrl } from '../exporting';

interface ExportDialogProps {
  conversation: Pick<Conversation, 'id' | 'title'>;
  onClose(): void;
}

/** The forms in which a conversation can be taken away. */
export default function ExportDialog({ conversation: { id, title }, onClose }: ExportDialogProps) {
  const forms = [
    { form: 'markdown', icon: FileText, name: t`Markdown with citations`, detail: t`The branch in view, with the sources below each answer.` },
    { form: 'plain', icon: FileText, name: t`Markdown without citations`, detail: t`The branch in view, text only.` },
    { form: 'json', icon: FileBraces, name: t`JSON, with all branches`, detail: t`Everything, to be imported again.` },
    { form: 'pdf', icon: Printer, name: t`PDF, by printing`, detail: t`Opens a page that prints; choose “Save as PDF” there.` },
  ] as const;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t`Export the conversation`} description={title || t`New conversation`}>
      <ul className="-mx-2 grid gap-1">
        {forms.map(({ form, icon: Icon, name, detail }) => (
          <li key={form}>
            <a
              href={exportUrl(id, form)}
              {...(form === 'pdf' ? { target: '_blank', rel: 'noreferrer noopener' } : { download: true })}
              onClick={onClose}
              className="flex items-start gap-3 rounded-md p-2 hover:bg-hover"
            >
              <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
              <span className="grid">
                <span className="font-medium">{name}</span>
                <span className="text-sm text-muted-foreground">{detail}</span>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
