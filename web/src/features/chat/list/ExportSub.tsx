import { t } from '@lingui/core/macro';
import { Download } from 'lucide-react';
import type { Id } from '@/api/types';
import { MenuItem, MenuSub } from '@/ui/menu';
import { exportUrl } from '../exporting';

/** The forms in which a conversation can be taken away. The server names the files. */
export function ExportSub({ id }: { id: Id }) {
  return (
    <MenuSub
      label={
        <>
          <Download aria-hidden /> {t`Export`}
        </>
      }
    >
      <MenuItem asChild>
        <a href={exportUrl(id, 'markdown')} download>{t`Markdown with citations`}</a>
      </MenuItem>
      <MenuItem asChild>
        <a href={exportUrl(id, 'plain')} download>{t`Markdown without citations`}</a>
      </MenuItem>
      <MenuItem asChild>
        <a href={exportUrl(id, 'json')} download>{t`JSON, with all branches`}</a>
      </MenuItem>
      <MenuItem asChild>
        <a href={exportUrl(id, 'pdf')} target="_blank" rel="noreferrer noopener">{t`PDF, by printing`}</a>
      </MenuItem>
    </MenuSub>
  );
}
