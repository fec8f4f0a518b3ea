import { t } from '@lingui/core/macro';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { DocumentText } from '@/api/types';
import { utf16Index } from '@/lib/codepoints';
import { remember, remembered } from '@/lib/storage';
import { isDrawable } from '@/ui/markdown/drawable';
import { MarkdownText } from '@/ui/markdown/MarkdownText';
import { Segmented } from '@/ui/segmented';
import type { Hit } from './find';
import { afterFrontMatter, outlined, passageMarked } from './passage';
import { holdInView } from './reveal';
import { TextView } from './TextView';
import { useDomFind } from './useDomFind';
import type { Find } from './useFind';
import { ViewBar } from './ViewBar';

type Look = 'rendered' | 'text';

const REMEMBERED = 'viewer.markdown';
/** So many frames after it is drawn, a passage that is not marked is not in what is drawn. */
const FRAMES = 60;

interface MarkdownViewProps {
  text: DocumentText;
  start?: number | undefined;
  end?: number | undefined;
  find: Find;
}

/** A Markdown document as it is meant or as it is written; as written, too, where the passage does not show in the other. */
export default function MarkdownView({ text, start, end, find }: MarkdownViewProps) {
  const drawable = useMemo(() => isDrawable(text.text), [text.text]);
  const [look, setLook] = useState<Look>(() => (remembered(REMEMBERED) === 'text' ? 'text' : 'rendered'));
  const place = `${text.revision} ${start} ${end}`;
  const [lost, setLost] = useState('');
  const [insisted, setInsisted] = useState('');
  const shown: Look = drawable && look === 'rendered' && (lost !== place || insisted === place) ? 'rendered' : 'text';

  function choose(next: Look) {
    setLook(next);
    remember(REMEMBERED, next === 'text' ? 'text' : null);
    setInsisted(next === 'rendered' ? place : '');
  }

  return (
    <>
      {drawable && (
        <ViewBar>
          <Segmented<Look>
            label={t`Look of the document`}
            size="small"
            value={shown}
            options={[
              { value: 'rendered', label: t`Rendered` },
              { value: 'text', label: t`Text` },
            ]}
            onChange={choose}
          />
        </ViewBar>
      )}
      {shown === 'rendered' ? (
        <Rendered text={text} start={start} end={end} find={find} onLost={() => setLost(place)} />
      ) : (
        <TextView text={text} start={start} end={end} find={find} />
      )}
    </>
  );
}

function Rendered({ text: { text }, start, end, find, onLost }: MarkdownViewProps & { onLost(): void }) {
  const area = useRef<HTMLDivElement>(null);
  const begin = useMemo(() => afterFrontMatter(text), [text]);
  const body = useMemo(() => text.slice(begin), [text, begin]);
  const passage = useMemo(() => passageOf(text, begin, start, end), [text, begin, start, end]);
  const rehype = useMemo(() => (passage ? [outlined, passageMarked(body, passage)] : [outlined]), [body, passage]);
  useDomFind(area, find, rehype);

  const lost = useRef(onLost);
  useEffect(() => {
    lost.current = onLost;
  });
  useEffect(() => {
    if (!passage) return;
    let frames = 0;
    let frame = 0;
    let release = () => {};
    const look = () => {
      const mark = area.current?.querySelector('[data-mark]');
      if (mark && area.current) release = holdInView(area.current, mark);
      else if ((frames += 1) < FRAMES) frame = requestAnimationFrame(look);
      else lost.current();
    };
    look();
    return () => {
      cancelAnimationFrame(frame);
      release();
    };
  }, [passage]);

  return (
    <div ref={area} tabIndex={0} role="region" aria-label={t`Text of the document`} className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2">
      <div className="mx-auto max-w-3xl px-4 py-6 sm:px-6">
        {/* Another passage is another tree: what was marked before is drawn anew. */}
        <MarkdownText key={passage ? `${passage.start} ${passage.end}` : ''} text={body} rehype={rehype} />
      </div>
    </div>
  );
}

function passageOf(text: string, begin: number, start?: number, end?: number): Hit | null {
  if (start === undefined || end === undefined || end <= start) return null;
  return { start: utf16Index(text, start) - begin, end: utf16Index(text, end) - begin };
}
