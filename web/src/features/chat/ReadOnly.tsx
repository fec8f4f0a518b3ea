import { Trans } from '@lingui/react/macro';
import { Eye } from 'lucide-react';
import { useMay } from '@/api/may';

/** Stands in place of the composer where one may read and not ask, and says why. */
export function ReadOnly() {
  const mayAsk = useMay('ask');
  return (
    <p role="note" className="flex items-start gap-2 rounded-md border bg-muted px-4 py-3 text-muted-foreground">
      <Eye aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>
        {mayAsk ? (
          <Trans>This conversation is shared with you to read. To go on by yourself, branch from an answer into a conversation of your own; to ask here, ask its owner for it.</Trans>
        ) : (
          <Trans>Your role lets you read, not ask. An administrator can change that.</Trans>
        )}
      </span>
    </p>
  );
}
