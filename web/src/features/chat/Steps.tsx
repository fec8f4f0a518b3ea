import type { Message, TurnStep } from '@/api/types';
import { plural } from '@/lib/format';
import { Spinner } from '@/ui/feedback';
import type { RunView } from './events';

const WORDS: Record<TurnStep, string> = {
  rewriting: 'Understanding the question',
  searching: 'Searching your documents',
  reading: 'Reading',
  writing: 'Writing',
};

/** What a run is doing, until text appears. */
export function Steps({ view, message }: { view: RunView | undefined; message: Message }) {
  if (message.content) return null;
  const { sources } = message;
  const documents = new Set(sources.map(({ document }) => document)).size;
  const step = view?.step;
  const words = step === 'reading' && sources.length > 0 ? `Reading ${plural(sources.length, 'passage')} from ${plural(documents, 'document')}` : step ? WORDS[step] : 'Starting';
  return (
    <div className="grid gap-1 text-muted-foreground">
      <p className="flex items-center gap-2">
        <Spinner label="Working" /> {words}…
      </p>
      {view?.standalone && <p className="ps-6 text-sm">Searched for: {view.standalone}</p>}
    </div>
  );
}
