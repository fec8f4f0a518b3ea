import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight, CircleCheck } from 'lucide-react';
import { messagesQuery } from '@/api/queries';
import { IconButton } from '@/ui/button';
import { useCommands } from '@/ui/commands';
import { checkWords } from './checks';
import { isSupported, sourceNumbers } from './marks';
import { citeOf, placeOfCitation } from './sources';
import { useOpenPlace } from './usePlace';

/** Above the viewer: which citation of which claim this is, what the check said, and the way to the next one. */
export default function CitationBar({ cite }: { cite: string }) {
  const { conversation } = useParams({ strict: false });
  const { data: messages } = useQuery({ ...messagesQuery(conversation ?? ''), enabled: conversation !== undefined });
  const openPlace = useOpenPlace();
  const [messageId, number] = cite.split(':');
  const message = messages?.find(({ id }) => id === messageId);
  const citations = (message?.citations ?? []).filter(isSupported).sort((a, b) => a.number - b.number);
  const at = citations.findIndex((citation) => citation.number === Number(number));
  const citation = citations[at];
  const go = (by: 1 | -1) => {
    const next = citations[at + by];
    if (message && next) openPlace({ ...placeOfCitation(next, message.sources), cite: citeOf(message.id, next) });
  };
  useCommands([
    { id: 'sources.previous', title: t`Previous citation`, group: t`Conversation`, keys: '[', run: () => go(-1) },
    { id: 'sources.next', title: t`Next citation`, group: t`Conversation`, keys: ']', run: () => go(1) },
  ]);
  if (!citation || !message) return null;
  return (
    <div role="group" aria-label={t`Citation`} className="flex items-start gap-2 border-b bg-muted px-4 py-2 text-sm">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 text-xs text-muted-foreground">
          <span className="tabular-nums">
            {t`Citation ${at + 1} of ${citations.length}, source ${sourceNumbers(message.citations).get(citation.source) ?? 0}`}
          </span>
          <span className="inline-flex items-center gap-1 text-ok" title={citation.check.reason}>
            <CircleCheck aria-hidden className="size-3.5" /> {checkWords(citation.check.verdict)}
          </span>
        </p>
        <p dir="auto" className="line-clamp-2">
          {citation.claim}
        </p>
      </div>
      <IconButton size="small" label={t`Previous citation`} disabled={at === 0} onClick={() => go(-1)}>
        <ChevronLeft aria-hidden className="rtl:rotate-180" />
      </IconButton>
      <IconButton size="small" label={t`Next citation`} disabled={at === citations.length - 1} onClick={() => go(1)}>
        <ChevronRight aria-hidden className="rtl:rotate-180" />
      </IconButton>
    </div>
  );
}
