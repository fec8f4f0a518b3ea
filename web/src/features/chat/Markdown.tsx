import { memo, useMemo } from 'react';
import type { Message } from '@/api/types';
import { isDrawable } from '@/ui/markdown/drawable';
import { Lines } from '@/ui/markdown/Lines';
import { MarkdownText, type Components, type Fence } from '@/ui/markdown/MarkdownText';
import { ArtifactCard, Around } from './ArtifactCard';
import { isArtifact } from './artifacts';
import { Cited, CitationMark } from './CitationMark';
import { citationMarks, lowerHeadings, withTravellingMarks } from './marks';

type Answer = Pick<Message, 'id' | 'content' | 'citations' | 'sources'>;

interface MarkdownProps {
  answer: Answer;
  streaming: boolean;
}

const REHYPE = [citationMarks, lowerHeadings];

// One object for all answers: blocks that are finished are drawn once and never again while the rest streams in.
const COMPONENTS: Components = {
  sup: ({ node, children, ...rest }) => {
    const mark = node?.properties.dataCitation;
    return mark ? <CitationMark number={Number(mark)} /> : <sup {...rest}>{children}</sup>;
  },
};

/** Pages and pictures that the answer brings are shown as cards. */
function artifact({ language, code }: Fence) {
  return (language === 'html' || language === 'svg') && isArtifact(language, code) ? <ArtifactCard kind={language} code={code} /> : null;
}

/** An answer's Markdown with its citation marks; as it is written, if drawing it would stop the page. */
export default memo(function Markdown({ answer, streaming }: MarkdownProps) {
  const drawable = useMemo(() => isDrawable(answer.content), [answer.content]);
  if (drawable) return <Drawn answer={answer} streaming={streaming} />;
  return (
    <div className="prose-answer">
      <Lines text={answer.content} />
    </div>
  );
});

function Drawn({ answer, streaming }: MarkdownProps) {
  const { id, citations, sources } = answer;
  const cited = useMemo(() => ({ id, citations, sources, streaming }), [id, citations, sources, streaming]);
  const around = useMemo(() => ({ message: answer.id, content: answer.content }), [answer.id, answer.content]);
  return (
    <Around value={around}>
      <Cited value={cited}>
        <MarkdownText text={withTravellingMarks(answer.content, streaming)} streaming={streaming} rehype={REHYPE} components={COMPONENTS} fence={artifact} />
      </Cited>
    </Around>
  );
}
