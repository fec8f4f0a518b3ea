import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { ChevronDown, ChevronUp, Pencil, SendHorizontal, X } from 'lucide-react';
import type { Id } from '@/api/types';
import { Button, IconButton } from '@/ui/button';
import type { Queue, Queued } from './queue';
import { changeQueue } from './queues';

interface QueueListProps {
  conversation: Id;
  queue: Queue;
  /** Puts it back into the composer. */
  onEdit(item: Queued): void;
  /** Stops the answer that is being written and sends it at once. */
  onNow(item: Queued): void;
}

/** What waits to be asked, above the composer. */
export function QueueList({ conversation, queue, onEdit, onNow }: QueueListProps) {
  if (queue.items.length === 0) return null;
  return (
    <section aria-label={t`Waiting questions`} className="rounded-md border bg-raised p-2 text-sm">
      <p className="flex items-center gap-2 px-1 pb-1 text-xs text-muted-foreground">
        <span className="min-w-0 flex-1">
          {queue.held
            ? t`The answer before did not end well, so these wait for you.`
            : plural(queue.items.length, { one: '# question waits for the answer', other: '# questions wait for the answer' })}
        </span>
        {queue.held && (
          <Button size="small" onClick={() => changeQueue(conversation, { type: 'release' })}>
            <Trans>Send next</Trans>
          </Button>
        )}
      </p>
      <ol className="grid max-h-40 gap-0.5 overflow-y-auto">
        {queue.items.map((item, at) => (
          <li key={item.id} className="flex items-center gap-1 rounded-sm ps-1 hover:bg-hover">
            <span dir="auto" className="min-w-0 flex-1 truncate" title={item.text}>
              {item.text}
            </span>
            {at > 0 && (
              <IconButton size="small" label={t`Move up`} onClick={() => changeQueue(conversation, { type: 'move', id: item.id, by: -1 })}>
                <ChevronUp aria-hidden />
              </IconButton>
            )}
            {at < queue.items.length - 1 && (
              <IconButton size="small" label={t`Move down`} onClick={() => changeQueue(conversation, { type: 'move', id: item.id, by: 1 })}>
                <ChevronDown aria-hidden />
              </IconButton>
            )}
            <IconButton size="small" label={t`Edit`} onClick={() => onEdit(item)}>
              <Pencil aria-hidden />
            </IconButton>
            <IconButton size="small" label={t`Send now`} onClick={() => onNow(item)}>
              <SendHorizontal aria-hidden />
            </IconButton>
            <IconButton size="small" label={t`Remove`} onClick={() => changeQueue(conversation, { type: 'remove', id: item.id })}>
              <X aria-hidden />
            </IconButton>
          </li>
        ))}
      </ol>
    </section>
  );
}
