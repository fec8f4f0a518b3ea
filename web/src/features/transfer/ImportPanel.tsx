import { plural, t } from '@lingui/core/macro';
import { Link } from '@tanstack/react-router';
import { FileUp } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { bytes, count, exactTime } from '@/lib/format';
import { Button, buttonClass } from '@/ui/button';
import { useDropTarget } from '@/ui/drop';
import { Progress } from '@/ui/feedback';
import { Notice } from '@/ui/notice';
import { ProblemNotice } from '@/ui/problem';
import { inWords } from '@/api/words';
import { cancel, look, sendWaiting, startAgain, take, useImport, type Import } from './importing';
import { LeftOut } from './LeftOut';
import { MOST_LISTED, type Preview } from './preview';
import { fileFlawInWords, flawInWords, ORIGINS } from './words';

/** Choosing a file, seeing what is in it, and taking it in. */
export function ImportPanel() {
  const state = useImport();
  const busy = state.at === 'looking' || state.at === 'sending';
  useDropTarget(
    busy ? t`Wait until this import is over` : t`Drop to look into it`,
    ([first]) => {
      if (first && !busy) look(first.file);
    },
    t`An export of conversations: one file that ends in .json or .zip. Documents are added in the library.`,
  );
  const area = useRef<HTMLDivElement>(null);
  const at = useRef(state.at);
  useEffect(() => {
    if (at.current === state.at) return;
    at.current = state.at;
    // What had the focus is gone with the step before.
    if (document.activeElement === document.body || document.activeElement === null) area.current?.focus();
  }, [state.at]);
  return (
    <div ref={area} tabIndex={-1} className="rounded-md outline-none">
      <Step state={state} />
    </div>
  );
}

function Step({ state }: { state: Import }) {
  switch (state.at) {
    case 'start':
      return <Choose />;
    case 'looking':
      return (
        <Working label={t`Reading ${state.name}`} value={state.total > 0 ? state.read / state.total : 0} detail={t`${bytes(state.read)} of ${bytes(state.total)}`} />
      );
    case 'unreadable': {
      const { title, detail } = fileFlawInWords(state.flaw);
      return (
        <Notice tone="error" title={title} actions={<AnotherFile />}>
          <p>{detail}</p>
          <p className="text-muted-foreground">{t`Nothing was taken in from ${state.name}.`}</p>
        </Notice>
      );
    }
    case 'broken':
      return (
        <div className="grid gap-2">
          <ProblemNotice error={state.error} />
          <div>
            <AnotherFile />
          </div>
        </div>
      );
    case 'seen':
      return <Seen name={state.file.name} preview={state.preview} />;
    case 'sending': {
      const done = state.outcome.imported + state.outcome.rejected.length;
      const all = state.preview.conversations;
      return (
        <div className="grid gap-3">
          <Working label={t`Importing ${state.file.name}`} value={done / all} detail={t`${count(done)} of ${count(all)} conversations`} />
          {state.error !== null && <ProblemNotice error={state.error} onRetry={() => void sendWaiting()} />}
        </div>
      );
    }
    case 'done':
      return <Done state={state} />;
  }
}

function Choose() {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="grid justify-items-center gap-3 rounded-md border border-dashed border-border-strong px-4 py-8 text-center">
      <p className="text-muted-foreground">{t`Drop an export here, or`}</p>
      <Button look="primary" onClick={() => input.current?.click()}>
        <FileUp aria-hidden /> {t`Choose a file`}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t`Export to import`}
        accept=".json,.zip,application/json,application/zip"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) look(file);
          event.target.value = '';
        }}
      />
    </div>
  );
}

function Working({ label, value, detail }: { label: string; value: number; detail: string }) {
  return (
    <div className="grid gap-2 rounded-md border p-4">
      <div className="flex items-center justify-between gap-3">
        <p dir="auto" className="min-w-0 truncate font-medium">
          {label}
        </p>
        <Button size="small" onClick={cancel}>{t`Cancel`}</Button>
      </div>
      <Progress label={label} value={value} />
      <p className="text-sm text-muted-foreground tabular-nums">{detail}</p>
    </div>
  );
}

function Seen({ name, preview }: { name: string; preview: Preview }) {
  const { origins, conversations, messages, from, to, flaws, flawed } = preview;
  if (conversations === 0)
    return (
      <Notice tone="warn" title={t`There is nothing to import in ${name}`} actions={<AnotherFile />}>
        <LeftOut items={flaws.map(({ title, flaw }) => ({ title, why: flawInWords(flaw) }))} all={flawed} />
      </Notice>
    );
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 rounded-md border p-4">
      <p dir="auto" className="truncate font-medium">
        {name}
      </p>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1">
        <Fact name={t`From`}>{origins.map((origin) => ORIGINS[origin]).join(', ')}</Fact>
        <Fact name={t`Conversations`}>{count(conversations)}</Fact>
        <Fact name={t`Messages`}>{count(messages)}</Fact>
        {from !== null && <Fact name={t`First`}>{exactTime(from)}</Fact>}
        {to !== null && <Fact name={t`Last`}>{exactTime(to)}</Fact>}
      </dl>
      <LeftOut items={flaws.map(({ title, flaw }) => ({ title, why: flawInWords(flaw) }))} all={flawed} />
      <div className="flex flex-wrap gap-2">
        <Button look="primary" onClick={take}>
          {plural(conversations, { one: 'Import # conversation', other: 'Import # conversations' })}
        </Button>
        <AnotherFile />
      </div>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="tabular-nums">{children}</dd>
    </>
  );
}

function Done({ state: { outcome, preview, cancelled } }: { state: Extract<Import, { at: 'done' }> }) {
  const { imported, rejected } = outcome;
  const flaws = [
    ...rejected.slice(0, MOST_LISTED).map(({ title, problem }) => {
      const { detail, title: what } = inWords(problem);
      return { title, why: detail?.text ?? what };
    }),
    ...preview.flaws.map(({ title, flaw }) => ({ title, why: flawInWords(flaw) })),
  ];
  return (
    <Notice
      tone={cancelled || imported === 0 ? 'warn' : 'ok'}
      title={
        cancelled
          ? plural(imported, { one: 'Cancelled. # conversation was taken in and stays.', other: 'Cancelled. # conversations were taken in and stay.' })
          : plural(imported, { one: '# conversation imported', other: '# conversations imported' })
      }
      actions={
        <>
          {imported > 0 && (
            <Link to="/chat" onClick={startAgain} className={buttonClass('primary', 'small')}>
              {t`Show conversations`}
            </Link>
          )}
          <AnotherFile />
        </>
      }
    >
      <LeftOut items={flaws} all={rejected.length + preview.flawed} />
    </Notice>
  );
}

function AnotherFile() {
  return <Button size="small" onClick={startAgain}>{t`Choose another file`}</Button>;
}
