import { plural, t } from '@lingui/core/macro';
import { clsx } from 'clsx';
import { Copy, WrapText } from 'lucide-react';
import { useContext, useState } from 'react';
import { CodeBlock, useIsCodeFenceIncomplete } from 'streamdown';
import { Button, IconButton } from '@/ui/button';
import { copy } from '@/ui/copy';
import { toggleWrap, useWrap } from '@/ui/wrap';
import { Whole } from './whole';

/** A longer block is folded: what stands below it matters, too. */
const FOLDED_LINES = 40;
/** Beyond this, colours cost more than they tell. */
const COLOURED_LINES = 2_000;

/** A block of code with its language; to be copied, wrapped and unfolded. */
export function CodeFence({ code, language }: { code: string; language: string }) {
  const incomplete = useIsCodeFenceIncomplete();
  const { wrap } = useWrap();
  const [unfolded, setUnfolded] = useState(false);
  const lines = code.replace(/\n$/, '').split('\n');
  // What is still being written grows in view of its reader.
  const whole = useContext(Whole);
  const folded = lines.length > FOLDED_LINES && !unfolded && !incomplete && !whole;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1">
      <CodeBlock
        code={folded ? lines.slice(0, FOLDED_LINES).join('\n') : code}
        language={lines.length > COLOURED_LINES ? 'text' : language}
        isIncomplete={incomplete}
        lineNumbers={false}
        className={clsx((wrap || whole) && '[&_code]:break-words [&_code]:whitespace-pre-wrap [&_code_span]:whitespace-pre-wrap')}
      >
        <IconButton size="small" label={t`Wrap long lines`} aria-pressed={wrap} onClick={toggleWrap}>
          <WrapText aria-hidden className={wrap ? 'text-accent' : undefined} />
        </IconButton>
        <IconButton size="small" label={t`Copy code`} onClick={() => copy(code)}>
          <Copy aria-hidden />
        </IconButton>
      </CodeBlock>
      {lines.length > FOLDED_LINES && !incomplete && !whole && (
        <Button size="small" look="ghost" className="justify-self-start" aria-expanded={!folded} onClick={() => setUnfolded(folded)}>
          {folded ? plural(lines.length, { other: 'Show all # lines' }) : t`Show less`}
        </Button>
      )}
    </div>
  );
}
