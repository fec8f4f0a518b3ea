import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { messagesQuery, modelsQuery } from '@/api/queries';
import type { Id, Message } from '@/api/types';
import { exactTime } from '@/lib/format';
import { Dialog } from '@/ui/dialog';
import { Select } from '@/ui/field';
import Markdown from './Markdown';

interface CompareProps {
  conversation: Id;
  siblings: Id[];
  /** The version in view. */
  shown: Id;
  onClose(): void;
}

/** Two versions of an answer side by side; one under the other where there is no room. */
export default function Compare({ conversation, siblings, shown, onClose }: CompareProps) {
  const { data: all } = useQuery(messagesQuery(conversation));
  const other = siblings.findLast((id) => id !== shown) ?? shown;
  const [sides, setSides] = useState([other, shown].sort((a, b) => siblings.indexOf(a) - siblings.indexOf(b)));
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t`Compare versions`} look="full">
      <div className="grid min-h-0 gap-4 overflow-y-auto sm:grid-cols-2">
        {sides.map((id, side) => (
          <section key={side} aria-label={side === 0 ? t`First version` : t`Second version`} className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-3">
            <Select
              aria-label={side === 0 ? t`First version` : t`Second version`}
              value={id}
              onChange={(event) => setSides((old) => old.map((one, at) => (at === side ? event.target.value : one)))}
            >
              {siblings.map((sibling, at) => (
                <option key={sibling} value={sibling}>
                  {at + 1}/{siblings.length}
                </option>
              ))}
            </Select>
            <Version message={all?.find((message) => message.id === id)} />
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function Version({ message }: { message: Message | undefined }) {
  const { data: models } = useQuery(modelsQuery);
  if (!message) return null;
  const model = message.answer?.model;
  return (
    <>
      <p className="text-xs text-muted-foreground">
        {[models?.find(({ id }) => id === model)?.name ?? model, exactTime(message.created_at)].filter(Boolean).join(' · ')}
      </p>
      <Markdown answer={message} streaming={false} />
    </>
  );
}
