import { t } from '@lingui/core/macro';
import { onRuns } from '@/api/live';
import { conversationQuery, queryClient } from '@/api/queries';
import type { Id } from '@/api/types';
import { notify } from '@/lib/notify';

/** Whoever waits shorter than this is still looking. */
const LONG_MS = 10_000;

/** Tells of long answers that end while the page is hidden; once, at the start. */
export function watchAnswers(): void {
  const since = new Map<Id, number>();
  onRuns({
    accepted: ({ run }) => void since.set(run.id, Date.now()),
    event: ({ run, event }) => {
      const began = since.get(run) ?? Date.now();
      if (event.type !== 'finished') return void since.set(run, began);
      since.delete(run);
      if (document.hidden && Date.now() - began >= LONG_MS) void tell(event.message.conversation, event.message.state === 'complete');
    },
    lost: (run) => void since.delete(run),
  });
}

async function tell(conversation: Id, complete: boolean): Promise<void> {
  const known = await queryClient.ensureQueryData(conversationQuery(conversation)).catch(() => null);
  notify({
    title: complete ? t`The answer is finished` : t`The answer ended early`,
    ...(known?.title ? { body: known.title } : {}),
    to: `/chat/${conversation}`,
  });
}
