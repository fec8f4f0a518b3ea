import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { FileText, TextQuote } from 'lucide-react';
import type { ReactNode } from 'react';
import { promptsQuery, recentDocumentsQuery } from '@/api/queries';
import { middle } from '@/lib/format';
import { NEW_DRAFT } from './newChat';
import { blanks } from './prompts';
import { putAsked } from './useAsked';
import { putIntoDraft } from './useDraft';

const SHOWN = 3;

/** Ways to begin: the newest documents, to ask about one of them alone, and prompts of one's own. */
export function Suggestions() {
  const documents = useQuery(recentDocumentsQuery(SHOWN));
  const prompts = useQuery(promptsQuery);
  const plain = (prompts.data ?? []).filter(({ text }) => blanks(text).length === 0).slice(0, SHOWN);
  // Both at once, so that nothing moves under a finger.
  if (!documents.data || prompts.isPending) return null;
  return (
    <ul aria-label={t`Suggestions`} className="mt-2 flex flex-wrap justify-center gap-2">
      {documents.data.map(({ id, title }) => (
        <Suggestion key={id} icon={<FileText aria-hidden />} name={title} about={t`Ask about ${title} only`} onChoose={() => putAsked(NEW_DRAFT, { documents: [id] })} />
      ))}
      {plain.map(({ id, name, text }) => (
        <Suggestion key={id} icon={<TextQuote aria-hidden />} name={name} about={t`Use the prompt ${name}`} onChoose={() => putIntoDraft(NEW_DRAFT, text)} />
      ))}
    </ul>
  );
}

function Suggestion({ icon, name, about, onChoose }: { icon: ReactNode; name: string; about: string; onChoose(): void }) {
  return (
    <li className="min-w-0">
      <button
        type="button"
        aria-label={about}
        title={about}
        onClick={() => {
          onChoose();
          document.querySelector<HTMLElement>('form textarea')?.focus();
        }}
        className="inline-flex h-9 max-w-full items-center gap-2 rounded-md border px-3 text-sm text-muted-foreground hover:bg-hover hover:text-foreground [&_svg]:size-4 [&_svg]:shrink-0"
      >
        {icon}
        <span className="truncate" dir="auto">
          {middle(name, 40)}
        </span>
      </button>
    </li>
  );
}
