import { t } from '@lingui/core/macro';
import { Users } from 'lucide-react';
import { useCallback, type ReactNode } from 'react';
import { isForeign, useNameOf } from '@/api/sharing';
import type { Conversation, Message } from '@/api/types';
import { levelName } from '@/ui/sharing/levels';
import { AuthorOf, MayWrite } from './access';

interface SharedProps {
  conversation: Conversation | undefined;
  messages: readonly Message[];
  mayWrite: boolean;
  children: ReactNode;
}

/** Tells what is inside whether it can be written to, and who wrote what where several do. */
export function Shared({ conversation, messages, mayWrite, children }: SharedProps) {
  const owner = conversation?.owner;
  const several = conversation !== undefined && (isForeign(conversation) || conversation.shares > 0 || messages.some(({ author }) => author));
  const nameOf = useNameOf(several);
  const authorOf = useCallback(
    ({ author }: Message) => {
      const writer = author ?? owner;
      return several && writer ? nameOf(writer) : null;
    },
    [several, owner, nameOf],
  );
  return (
    <AuthorOf value={authorOf}>
      <MayWrite value={mayWrite}>{children}</MayWrite>
    </AuthorOf>
  );
}

/** Says whose conversation it is and what one may do with it; nothing for one's own. */
export function SharedLine({ conversation }: { conversation: Conversation }) {
  const foreign = isForeign(conversation);
  const nameOf = useNameOf(foreign);
  if (!foreign) return null;
  const name = nameOf(conversation.owner) ?? '…';
  return (
    <p className="flex items-center justify-center gap-2 text-center text-xs text-muted-foreground">
      <Users aria-hidden className="size-3.5 shrink-0" />
      <span>{t`Shared by ${name} · ${levelName('conversation', conversation.access)}`}</span>
    </p>
  );
}
