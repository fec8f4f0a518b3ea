import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Copy, Pencil, Plus, TextQuote, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { promptsQuery } from '@/api/queries';
import type { Prompt } from '@/api/types';
import { Button, IconButton } from '@/ui/button';
import { Empty, Loading } from '@/ui/feedback';
import { SearchBox } from '@/ui/field';
import { ProblemNotice } from '@/ui/problem';
import { PromptForm } from './PromptForm';
import { deletePromptLater, freeName, useHiddenPrompts } from './promptActions';

const BLANK = '{{topic}}';

/** The prompt library: texts to use again, called by typing a slash and their name. */
export default function PromptsPage() {
  const prompts = useQuery(promptsQuery);
  const hidden = useHiddenPrompts(({ ids }) => ids);
  const [wanted, setWanted] = useState('');
  const [open, setOpen] = useState<Partial<Prompt> | null>(null);
  useEffect(() => {
    document.title = `${t`Prompts`} · Chatbox`;
  }, []);
  const all = (prompts.data ?? []).filter(({ id }) => !hidden.has(id));
  const shown = all.filter(({ name, text }) => `${name}\n${text}`.toLowerCase().includes(wanted.trim().toLowerCase()));
  return (
    <>
      <header className="flex flex-wrap items-center gap-2">
        <h1 className="flex-1 text-xl font-semibold">
          <Trans>Prompts</Trans>
        </h1>
        <Button look="primary" onClick={() => setOpen({})}>
          <Plus aria-hidden /> <Trans>New prompt</Trans>
        </Button>
      </header>
      <p className="-mt-6 text-muted-foreground">
        <Trans>
          Type <kbd className="font-mono text-sm">/</kbd> and a name in the composer to use one. What stands in double braces, like{' '}
          <code className="font-mono text-sm">{BLANK}</code>, is asked for.
        </Trans>
      </p>
      {prompts.isPending && <Loading label={t`Loading prompts`} />}
      {prompts.error && <ProblemNotice error={prompts.error} onRetry={() => void prompts.refetch()} />}
      {prompts.data && all.length === 0 && (
        <Empty icon={TextQuote} title={t`No prompts yet`}>
          <Trans>Keep here what you write again and again: a summary in your words, a way to compare, a letter.</Trans>
        </Empty>
      )}
      {all.length > 5 && <SearchBox label={t`Search prompts`} value={wanted} onValue={setWanted} />}
      {shown.length > 0 && (
        <ul className="divide-y divide-border rounded-md border">
          {shown.map((prompt) => (
            <li key={prompt.id} className="flex items-start gap-2 p-4">
              <div className="min-w-0 flex-1">
                <p className="font-mono text-sm font-medium break-words">/{prompt.name}</p>
                <p dir="auto" className="line-clamp-2 whitespace-pre-wrap text-muted-foreground">
                  {prompt.text}
                </p>
              </div>
              <IconButton size="small" label={t`Edit ${prompt.name}`} onClick={() => setOpen(prompt)}>
                <Pencil aria-hidden />
              </IconButton>
              <IconButton size="small" label={t`Duplicate ${prompt.name}`} onClick={() => setOpen({ name: freeName(prompt.name, all), text: prompt.text })}>
                <Copy aria-hidden />
              </IconButton>
              <IconButton size="small" label={t`Delete ${prompt.name}`} onClick={() => deletePromptLater(prompt.id, prompt.name)}>
                <Trash2 aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      {open && <PromptForm prompt={open} onClose={() => setOpen(null)} />}
    </>
  );
}
