import { i18n, type MessageDescriptor } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { Columns2, Copy, Ellipsis, GitFork, Link2, ListTree, RotateCw, Square, Trash2, Volume2 } from 'lucide-react';
import { lazy, Suspense, useContext, useState } from 'react';
import { useMay } from '@/api/may';
import { modelsQuery } from '@/api/queries';
import type { AnswerMode, Message } from '@/api/types';
import { inPanel } from '@/lib/panel';
import { Ago } from '@/ui/ago';
import { IconButton } from '@/ui/button';
import { copy } from '@/ui/copy';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '@/ui/menu';
import { toastProblem } from '@/ui/problem';
import { MayWrite } from './access';
import { linkTo } from './links';
import { withoutMarks, withSourceList } from './marks';
import { deleteMessageLater, fork } from './messageChanges';
import { Pager } from './Pager';
import { canSpeak, useSpeech } from './speech';
import type { Turn } from './tree';

const Compare = lazy(() => import('./Compare'));

const MODES: Record<AnswerMode, { name: MessageDescriptor; meaning: MessageDescriptor }> = {
  extractive: { name: msg`Quoted`, meaning: msg`Sentences quoted from your documents` },
  generated: { name: msg`Written from sources`, meaning: msg`Written by the model from passages of your documents, then checked` },
  plain: { name: msg`No documents used`, meaning: msg`Written by the model alone; nothing backs it` },
};

interface AnswerActionsProps {
  turn: Turn;
  onTurn(message: string): void;
  onRegenerate(model?: string): void;
}

export function AnswerActions({ turn, onTurn, onRegenerate }: AnswerActionsProps) {
  const { message } = turn;
  const { data: models } = useQuery(modelsQuery);
  const mayWrite = useContext(MayWrite);
  const mode = message.answer && !message.answer.abstained && message.state !== 'failed' ? MODES[message.answer.mode] : null;
  // Quotes have no author among the models.
  const author = message.answer && message.answer.mode !== 'extractive' ? message.answer.model : null;
  return (
    <div className="mt-2 -ms-2 flex flex-wrap items-center gap-1 text-xs text-muted-foreground">
      <Pager turn={turn} what="answer" onTurn={onTurn} />
      <CopyMenu message={message} />
      {mayWrite && (
        <IconButton size="small" label={t`Regenerate answer`} onClick={() => onRegenerate()}>
          <RotateCw aria-hidden />
        </IconButton>
      )}
      <ReadAloud message={message} />
      <MoreMenu turn={turn} onRegenerate={onRegenerate} />
      <span className="ms-1 flex min-w-0 flex-wrap items-center gap-x-2">
        {mode && <span title={i18n._(mode.meaning)}>{i18n._(mode.name)}</span>}
        {author && <Detail title={author}>{models?.find(({ id }) => id === author)?.name ?? author}</Detail>}
        <Detail>
          <Ago time={message.created_at} />
        </Detail>
        {message.answer?.standalone && (
          <Detail className="max-w-80 truncate" title={message.answer.standalone}>
            <Trans>searched for “{message.answer.standalone}”</Trans>
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
      label={t`Copy`}
      trigger={
        <IconButton size="small" label={t`Copy answer`}>
          <Copy aria-hidden />
        </IconButton>
      }
    >
      <MenuItem onSelect={() => copy(withSourceList(message))}>
        <Trans>Copy with sources</Trans>
      </MenuItem>
      <MenuItem onSelect={() => copy(withoutMarks(message.content))}>
        <Trans>Copy text only</Trans>
      </MenuItem>
    </Menu>
  );
}

function ReadAloud({ message }: { message: Message }) {
  const speaking = useSpeech((state) => state.message === message.id);
  if (!canSpeak() || !message.content) return null;
  return (
    <IconButton size="small" label={speaking ? t`Stop reading aloud` : t`Read aloud`} onClick={() => useSpeech.getState().toggle(message)}>
      {speaking ? <Square aria-hidden className="size-3.5! fill-current" /> : <Volume2 aria-hidden />}
    </IconButton>
  );
}

function MoreMenu({ turn, onRegenerate }: Pick<AnswerActionsProps, 'turn' | 'onRegenerate'>) {
  const { message, siblings } = turn;
  const navigate = useNavigate();
  const { data: models } = useQuery(modelsQuery);
  const [comparing, setComparing] = useState(false);
  const mayWrite = useContext(MayWrite);
  const mayAsk = useMay('ask');
  const others = (mayWrite ? (models ?? []) : []).filter(({ id }) => id !== message.answer?.model);
  const branch = (whole: boolean) =>
    void fork(message.conversation, message.id, whole).then(
      ({ id }) => navigate({ to: '/chat/$conversation', params: { conversation: id } }),
      (error: unknown) => toastProblem(error, t`The conversation was not copied`),
    );
  return (
    <>
      <Menu
        label={t`More for this answer`}
        trigger={
          <IconButton size="small" label={t`More for this answer`}>
            <Ellipsis aria-hidden />
          </IconButton>
        }
      >
        {message.sources.length > 0 && (
          <MenuItem onSelect={() => void navigate({ to: '.', search: (old) => inPanel(old, { sources: message.id }) })}>
            <ListTree aria-hidden /> <Trans>Why this answer</Trans>
          </MenuItem>
        )}
        {siblings.length > 1 && (
          <MenuItem onSelect={() => setComparing(true)}>
            <Columns2 aria-hidden /> <Trans>Compare versions</Trans>
          </MenuItem>
        )}
        <MenuItem onSelect={() => copy(linkTo(message.id))}>
          <Link2 aria-hidden /> <Trans>Copy link to this message</Trans>
        </MenuItem>
        {mayAsk && (
          <>
            <MenuSeparator />
            <MenuItem onSelect={() => branch(false)}>
              <GitFork aria-hidden /> <Trans>Branch from here</Trans>
            </MenuItem>
            <MenuItem onSelect={() => branch(true)}>
              <GitFork aria-hidden /> <Trans>Branch with all versions</Trans>
            </MenuItem>
          </>
        )}
        {others.length > 0 && (
          <>
            <MenuSeparator />
            <MenuLabel>
              <Trans>Answer again with</Trans>
            </MenuLabel>
            {others.map(({ id, name }) => (
              <MenuItem key={id} onSelect={() => onRegenerate(id)}>
                <RotateCw aria-hidden /> {name}
              </MenuItem>
            ))}
          </>
        )}
        {mayWrite && (
          <>
            <MenuSeparator />
            <MenuItem danger onSelect={() => deleteMessageLater(message.id, t`the answer and what follows`)}>
              <Trash2 aria-hidden /> <Trans>Delete with what follows</Trans>
            </MenuItem>
          </>
        )}
      </Menu>
      {comparing && (
        <Suspense fallback={null}>
          <Compare conversation={message.conversation} siblings={siblings} shown={message.id} onClose={() => setComparing(false)} />
        </Suspense>
      )}
    </>
  );
}
