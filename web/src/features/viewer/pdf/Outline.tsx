import { t } from '@lingui/core/macro';
import { Virtualizer } from 'virtua';
import type { OutlineLine } from './links';

const LINE_PX = 28;
/** Deeper lines do not move further in: their words would have no room. */
const DEEPEST_SHOWN = 4;

/** The headings the document brings along. */
export function Outline({ lines, onLine }: { lines: readonly OutlineLine[]; onLine(line: OutlineLine): void }) {
  return (
    <nav aria-label={t`Outline`} className="min-h-0 flex-1 overflow-y-auto pb-2">
      <Virtualizer data={lines} itemSize={LINE_PX}>
        {(line, at) => (
          <button
            key={at}
            type="button"
            dir="auto"
            title={line.title}
            onClick={() => onLine(line)}
            style={{ paddingInlineStart: `${0.75 + Math.min(line.depth, DEEPEST_SHOWN) * 0.75}rem` }}
            className="block w-full truncate py-1 pe-3 text-start text-sm text-muted-foreground hover:bg-muted hover:text-foreground focus-visible:-outline-offset-2 pointer-coarse:py-2.5"
          >
            {line.title}
          </button>
        )}
      </Virtualizer>
    </nav>
  );
}
