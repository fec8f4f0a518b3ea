import { i18n, type MessageDescriptor } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import { RotateCw, X } from 'lucide-react';
import { VList } from 'virtua';
import { cancelUploads, isOpen, retryUploads, type Upload, type UploadState } from '@/api/uploads';
import { bytes } from '@/lib/format';
import { Button, IconButton } from '@/ui/button';
import { Progress } from '@/ui/feedback';
import { ProblemText } from '@/ui/problem';

const WORDS: Record<UploadState, MessageDescriptor> = {
  waiting: msg`Waiting`,
  sending: msg`Uploading`,
  sent: msg`Uploaded`,
  unchanged: msg`Already here`,
  failed: msg`Not added`,
  cancelled: msg`Cancelled`,
};

const ROW_PX = 36;
const MOST_PX = 288;

/** Each file with how far it is or why it did not arrive; thousands are no burden. */
export function UploadList({ items }: { items: Upload[] }) {
  // Rows with a problem are higher; a few of them fit, more are scrolled.
  const height = items.some(({ problem }) => problem) ? Math.min(MOST_PX, items.length * ROW_PX * 2.6) : Math.min(MOST_PX, items.length * ROW_PX);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached with the keyboard.
    <VList role="list" aria-label={t`Files being uploaded`} tabIndex={0} data={items} style={{ height }} className="rounded-sm">
      {(item) => <Row key={item.id} item={item} />}
    </VList>
  );
}

function Row({ item: { id, path, file, state, sent, problem } }: { item: Upload }) {
  const open = isOpen({ state });
  return (
    <div role="listitem" className="flex min-h-9 items-start gap-3 py-1 text-sm">
      <div className="min-w-0 flex-1 py-0.5">
        <p dir="auto" className="break-all">
          <bdi>{path}</bdi>
        </p>
        {state === 'failed' && problem && <ProblemText problem={problem} />}
      </div>
      {state === 'sending' && file.size > 0 && <Progress label={path} value={sent / file.size} className="mt-2.5 w-20 shrink-0" />}
      <span className="shrink-0 py-0.5 text-muted-foreground tabular-nums">{bytes(file.size)}</span>
      {state !== 'failed' && <span className="w-24 shrink-0 py-0.5 text-muted-foreground">{i18n._(WORDS[state])}</span>}
      {open && (
        <IconButton size="small" label={t`Cancel: ${path}`} onClick={() => cancelUploads([id])}>
          <X aria-hidden />
        </IconButton>
      )}
      {state === 'failed' && (
        <Button size="small" aria-label={t`Try again: ${path}`} onClick={() => retryUploads([id])}>
          <RotateCw aria-hidden /> {t`Try again`}
        </Button>
      )}
    </div>
  );
}
