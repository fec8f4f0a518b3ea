import { t } from '@lingui/core/macro';
import { Fragment, memo, useEffect, useMemo, useRef } from 'react';
import type { DocumentText } from '@/api/types';
import { blocksOf, type Block } from './blocks';
import { markClass } from './Marked';
import { holdInView } from './reveal';
import { useDomFind } from './useDomFind';
import type { Find } from './useFind';

interface TextViewProps {
  text: DocumentText;
  start?: number | undefined;
  end?: number | undefined;
  page?: number | undefined;
  find: Find;
}

/** A document's text with the passage marked and in view. */
export function TextView({ text, start, end, page, find }: TextViewProps) {
  const blocks = useMemo(() => blocksOf(text, start, end), [text, start, end]);
  const area = useRef<HTMLDivElement>(null);

  useDomFind(area, find, blocks);

  useEffect(() => {
    const target = area.current?.querySelector('mark') ?? (page ? area.current?.querySelector(`[data-page="${page}"]`) : null);
    return area.current && target ? holdInView(area.current, target) : undefined;
  }, [blocks, page]);

  return (
    <div ref={area} tabIndex={0} role="region" aria-label={t`Text of the document`} className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2">
      <div dir="auto" className="mx-auto max-w-3xl px-4 py-4 text-lg whitespace-pre-wrap sm:px-6">
        {blocks.map((block, index) => (
          // Blocks have no identity of their own; their order never changes for a text.
          <Fragment key={index}>
            {block.page !== undefined && <PageLine number={block.page} />}
            <TextBlock block={block} />
          </Fragment>
        ))}
      </div>
    </div>
  );
}

function PageLine({ number }: { number: number }) {
  return (
    <div data-page={number} data-ours className="my-4 flex items-center gap-3 font-sans text-xs text-muted-foreground select-none before:h-px before:flex-1 before:bg-border after:h-px after:flex-1 after:bg-border">
      {t`Page ${number}`}
    </div>
  );
}

const TextBlock = memo(function TextBlock({ block: { text, level, mark } }: { block: Block }) {
  // Elements break lines by themselves, and a heading is known by its looks: what only said so in the text is left out.
  const first = text.match(level ? /^(?:\s|#{1,6}[ \t])*/ : /^\n*/)![0].length;
  const last = Math.max(first, text.replace(/\n+$/, '').length);
  const content = mark ? (
    <>
      {text.slice(first, Math.max(first, mark.start))}
      <mark data-mark="passage" className={markClass(['passage'])}>{text.slice(Math.max(first, mark.start), Math.min(last, mark.end))}</mark>
      {text.slice(Math.min(last, mark.end), last)}
    </>
  ) : (
    text.slice(first, last)
  );
  if (level) return <div role="heading" aria-level={level} className="mt-6 mb-2 font-semibold first:mt-0">{content}</div>;
  return <div className={mark ? undefined : '[contain-intrinsic-size:auto_500px] [content-visibility:auto]'}>{content}</div>;
});
