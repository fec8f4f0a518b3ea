import { clsx } from 'clsx';
import { type RefObject } from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import type { Id } from '@/api/types';
import { Answer } from './Answer';
import { Question } from './Question';
import type { Turn } from './tree';

/** Space above the first message, which the list has to know of. */
const TOP_PX = 24;
/** So much is drawn beyond the edges, that a turn of the wheel finds it ready. */
const AHEAD_PX = 600;

interface MessagesProps {
  turns: Turn[];
  list: RefObject<VirtualizerHandle | null>;
  area: RefObject<HTMLElement | null>;
  /** The message to mark for a moment. */
  marked: Id | null;
  /** The message that has the focus: it stays in the page when it is scrolled away. */
  focused: Id | null;
  running: boolean;
  onFocus(message: Id): void;
  onTurn(message: Id): void;
  onAsk(text: string, parent: Id | null): Promise<boolean>;
  onRegenerate(question: Id, model?: string): void;
}

/** The messages of a branch; only those near the view are in the page, so that long conversations are as quick as short ones. */
export function Messages({ turns, list, area, marked, focused, running, onFocus, onTurn, onAsk, onRegenerate }: MessagesProps) {
  const kept = [turns.findIndex(({ message }) => message.id === focused), turns.length - 1].filter((index) => index >= 0);
  return (
    <Virtualizer ref={list} scrollRef={area} data={turns} startMargin={TOP_PX} bufferSize={AHEAD_PX} keepMounted={kept}>
      {(turn, index) => (
        <div
          // Siblings take one another's place, so that turning the pager keeps the focus on it.
          key={turn.message.parent ?? 'first'}
          data-message={turn.message.id}
          onFocusCapture={() => onFocus(turn.message.id)}
          className={clsx('grid grid-cols-[minmax(0,1fr)] rounded-md pb-1 transition-colors', turn.message.role === 'user' && index > 0 && 'pt-6', marked === turn.message.id && 'bg-accent-soft')}
        >
          {turn.message.role === 'user' ? (
            <Question turn={turn} place={index + 1} of={turns.length} editable={!running} onTurn={onTurn} onAsk={onAsk} />
          ) : (
            <Answer turn={turn} place={index + 1} of={turns.length} onTurn={onTurn} onRegenerate={onRegenerate} />
          )}
        </div>
      )}
    </Virtualizer>
  );
}
