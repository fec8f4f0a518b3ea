import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Copy } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import { extractTableDataFromElement, tableDataToMarkdown } from 'streamdown';
import { IconButton } from '@/ui/button';
import { copy } from '@/ui/copy';
import { Menu, MenuItem } from '@/ui/menu';
import { csv } from './csv';

/** A table that scrolls sideways by itself, with the keyboard too, and can be taken along. */
export function TableBlock({ children }: { children: ReactNode }) {
  const table = useRef<HTMLTableElement>(null);
  const data = () => extractTableDataFromElement(table.current!);
  return (
    <div className="group/table relative">
      <div role="group" aria-label={t`Table`} tabIndex={0} className="overflow-x-auto rounded-md border">
        <table ref={table} className="w-full border-collapse tabular-nums">
          {children}
        </table>
      </div>
      <div className="mt-1 flex justify-end rounded-md bg-raised sm:absolute sm:end-1 sm:top-1 sm:mt-0 sm:opacity-0 sm:group-focus-within/table:opacity-100 sm:group-hover/table:opacity-100">
        <Menu
          label={t`Copy table`}
          align="end"
          trigger={
            <IconButton size="small" label={t`Copy table`}>
              <Copy aria-hidden />
            </IconButton>
          }
        >
          <MenuItem
            onSelect={() => {
              const { headers, rows } = data();
              copy(csv([headers, ...rows]));
            }}
          >
            <Trans>Copy as CSV</Trans>
          </MenuItem>
          <MenuItem onSelect={() => copy(tableDataToMarkdown(data()))}>
            <Trans>Copy as Markdown</Trans>
          </MenuItem>
        </Menu>
      </div>
    </div>
  );
}
