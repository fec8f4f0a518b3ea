import { t } from '@lingui/core/macro';
import { useNavigate } from '@tanstack/react-router';
import type { Id } from '@/api/types';
import { inPanel } from '@/lib/panel';
import { copy } from '@/ui/copy';
import { toastProblem } from '@/ui/problem';
import { useCommands } from '@/ui/commands';
import { useEditing } from './editing';
import { withSourceList } from './marks';
import { fork } from './messageChanges';
import type { Turn } from './tree';

interface ChatCommands {
  conversation: Id;
  turns: Turn[];
  /** Whether one may ask here, and change what is here. */
  mayWrite: boolean;
  /** The message the keyboard is at. */
  current(): Turn | undefined;
  step(by: 1 | -1): void;
  /** Brings a message into view. */
  show(message: Id, focus: boolean): void;
  again(question: Id): void;
}

/** What can be done in a conversation, for the palette and the keyboard. Acts on the message that has the focus, else on the last one. */
export function useChatCommands({ conversation, turns, mayWrite, current, step, show, again }: ChatCommands): void {
  const navigate = useNavigate();
  const group = t`Conversation`;
  const answer = () => {
    const at = current();
    if (at?.message.role === 'assistant') return at.message;
    const index = at ? turns.indexOf(at) : -1;
    return (turns[index + 1] ?? turns.at(-1))?.message;
  };
  const forkHere = () => {
    const at = current();
    if (!at) return;
    fork(conversation, at.message.id, false).then(
      ({ id }) => void navigate({ to: '/chat/$conversation', params: { conversation: id } }),
      (error: unknown) => toastProblem(error, t`The conversation was not copied`),
    );
  };
  const editLast = () => {
    const question = turns.findLast(({ message }) => message.role === 'user')?.message;
    if (!question) return;
    show(question.id, false);
    useEditing.setState({ message: question.id });
  };
  useCommands([
    { id: 'chat.next', title: t`Next message`, group, keys: 'j', run: () => step(1) },
    { id: 'chat.previous', title: t`Previous message`, group, keys: 'k', run: () => step(-1) },
    ...(mayWrite
      ? [
          { id: 'chat.edit-last', title: t`Edit the last question`, group, keys: 'e', run: editLast },
          {
            id: 'chat.regenerate',
            title: t`Regenerate the answer`,
            group,
            keys: 'r',
            run: () => {
              const question = answer()?.parent;
              if (question) again(question);
            },
          },
        ]
      : []),
    {
      id: 'chat.sources',
      title: t`Show the sources of the answer`,
      group,
      keys: 's',
      run: () => {
        const message = answer();
        if (message?.role === 'assistant') void navigate({ to: '.', search: (old) => inPanel(old, { sources: message.id }) });
      },
    },
    {
      id: 'chat.copy',
      title: t`Copy the answer with its sources`,
      group,
      keys: '$mod+Shift+c',
      run: () => {
        const message = answer();
        if (message) copy(withSourceList(message));
      },
    },
    { id: 'chat.map', title: t`Show the map of branches`, group, keys: 'm', run: () => void navigate({ to: '.', search: (old) => inPanel(old, { map: true }) }) },
    { id: 'chat.fork', title: t`Branch into a new conversation`, group, run: forkHere },
  ]);
}
