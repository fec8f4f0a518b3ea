import { t } from '@lingui/core/macro';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { IconButton } from '@/ui/button';
import { sibling, type Turn } from './tree';

interface PagerProps {
  turn: Turn;
  what: 'answer' | 'question';
  onTurn(message: string): void;
}

/** Turns between siblings: regenerated answers, edited questions. */
export function Pager({ turn, what, onTurn }: PagerProps) {
  const { siblings, message } = turn;
  if (siblings.length < 2) return null;
  const [before, after] = [sibling(turn, -1), sibling(turn, 1)];
  return (
    <div role="group" aria-label={what === 'answer' ? t`Versions of this answer` : t`Versions of this question`} className="flex items-center">
      <IconButton size="small" label={what === 'answer' ? t`Previous answer` : t`Previous question`} aria-disabled={!before} onClick={() => before && onTurn(before)}>
        <ChevronLeft aria-hidden />
      </IconButton>
      <span className="text-xs tabular-nums">
        {siblings.indexOf(message.id) + 1}/{siblings.length}
      </span>
      <IconButton size="small" label={what === 'answer' ? t`Next answer` : t`Next question`} aria-disabled={!after} onClick={() => after && onTurn(after)}>
        <ChevronRight aria-hidden />
      </IconButton>
    </div>
  );
}
