import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { Copy, RotateCw } from 'lucide-react';
import { modelsQuery } from '@/api/queries';
import type { AnswerMode, Message } from '@/api/types';
import { Ago } from '@/ui/ago';
import { IconButton } from '@/ui/button';
import { copy } from '@/ui/copy';
import { Menu, MenuItem } from '@/ui/menu';
import { withoutMarks, withSourceList } from './marks';
import { Pager } from './Pager';
import type { Turn } from './tree';

const MODES: Record<AnswerMode, { name: string; meaning: string }> = {
  extractive: { name: 'Quoted', meaning: 'Sentences quoted from your documents' },
  generated: { name: 'Written from sources', meaning: 'Written by the model from passages of your documents, then checked' },
  plain: { name: 'No documents used', meaning: 'Written by the model alone; nothing backs it' },
};

interface AnswerActionsProps {
  turn: Turn;
  onTurn(message: string): void;
  onRegenerate(): void;
}

export function AnswerActions({ turn, onTurn, onRegenerate }: AnswerActionsProps) {
  const { message } = turn;
  const { data: models } = useQuery(modelsQuery);
  const mode = message.answer && !message.answer.abstained && message.state !== 'failed' ? MODES[message.answer.mode] : null;
  return (
    <div className="mt-2 -ms-2 flex flex-wrap items-center gap-1 text-xs text-muted-foreground">
      <Pager turn={turn} what="answer" onTurn={onTurn} />
      <CopyMenu message={message} />
      <IconButton size="small" label="Regenerate answer" onClick={onRegenerate}>
        <RotateCw aria-hidden />
      </IconButton>
      <span className="ms-1 flex min-w-0 flex-wrap items-center gap-x-2">
        {mode && <span title={mode.meaning}>{mode.name}</span>}
        {message.answer && <Detail title={message.answer.model}>{models?.find(({ id }) => id === message.answer?.model)?.name ?? message.answer.model}</Detail>}
        <Detail>
          <Ago time={message.created_at} />
        </Detail>
        {message.answer?.standalone && (
          <Detail className="max-w-80 truncate" title={message.answer.standalone}>
            searched for “{message.answer.standalone}”
          </Detail>
        )}
      </span>
    </div>
  );
}

function Detail({ children, className, title }: { children: React.ReactNode; className?: string; title?: string }) {
  return (
    <span className={clsx('before:me-2 before:content-["·"] first:before:hidden', className)} title={title}>
      {children}
    </span>
  );
}

function CopyMenu({ message }: { message: Message }) {
  return (
    <Menu
      label="Copy"
      trigger={
        <IconButton size="small" label="Copy answer">
          <Copy aria-hidden />
        </IconButton>
      }
    >
      <MenuItem onSelect={() => copy(withSourceList(message))}>Copy with sources</MenuItem>
      <MenuItem onSelect={() => copy(withoutMarks(message.content))}>Copy text only</MenuItem>
    </Menu>
  );
}
