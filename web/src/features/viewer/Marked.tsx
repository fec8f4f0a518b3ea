import { clsx } from 'clsx';
import { Fragment } from 'react';
import { pieces, type Hit } from './find';

/** Why a part of a text is marked: the answer's passage, what is looked for, and the place the search is at. */
export type MarkKind = 'passage' | 'hit' | 'current';

export type Mark = Hit & { kind: MarkKind };

/** The look of a mark. The place the search is at shows over the others, and any search over the passage. */
export function markClass(kinds: readonly MarkKind[]): string {
  const kind = kinds.includes('current') ? 'bg-hit-current' : kinds.includes('hit') ? 'bg-hit' : 'bg-highlight';
  return clsx('rounded-sm text-foreground', kind);
}

/** A text with its marks. */
export function Marked({ text, marks }: { text: string; marks: readonly Mark[] }) {
  if (marks.length === 0) return text;
  return pieces(text, marks).map((piece, at) => (
    // Pieces have no identity but their place.
    <Fragment key={at}>
      {piece.kinds.length === 0 ? piece.text : (
        <mark data-mark={piece.kinds.join(' ')} className={markClass(piece.kinds)}>
          {piece.text}
        </mark>
      )}
    </Fragment>
  ));
}
