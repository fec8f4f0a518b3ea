import { plural, t } from '@lingui/core/macro';
import { http, send } from '@/api/client';
import type { Id } from '@/api/types';
import { inTurns } from '@/lib/turns';
import { toastProblem } from '@/ui/problem';
import { toast } from '@/ui/toast';

interface ExportFile {
  conversations: unknown[];
}

/** The chosen conversations in one file, of the kind an import takes. */
export async function downloadAll(ids: readonly Id[]): Promise<void> {
  const found = new Map<Id, unknown[]>();
  const failed = await inTurns(ids, async (id) => {
    const file = await send(http.GET('/api/v1/conversations/{id}/export', { params: { path: { id }, query: { format: 'json' } } }));
    found.set(id, (file as unknown as ExportFile).conversations);
  });
  if (failed.length > 0) return toastProblem(failed[0]!.error, t`The conversations were not exported`);
  const conversations = ids.flatMap((id) => found.get(id) ?? []);
  save(JSON.stringify({ format: 'chatbox.conversations', version: 1, conversations }), 'chatbox-conversations.json');
  toast.success(plural(ids.length, { one: '# conversation exported', other: '# conversations exported' }));
}

function save(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
