import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Download, Eye } from 'lucide-react';
import type { ReactNode } from 'react';
import { collectionsQuery, documentQuery, versionsQuery } from '@/api/queries';
import type { Document, Id } from '@/api/types';
import { bytes, count, exactTime } from '@/lib/format';
import { inPanel } from '@/lib/panel';
import { Ago } from '@/ui/ago';
import { Button, IconButton } from '@/ui/button';
import { Sheet } from '@/ui/dialog';
import { Spinner } from '@/ui/feedback';
import { Badge } from '@/ui/notice';
import { ProblemNotice, ProblemText } from '@/ui/problem';
import { closeDialog } from './dialogs';
import { Warnings } from './DocumentState';
import { changeDocuments, download } from './documentActions';
import { WhoSees } from './sharing/WhoSees';
import { TagsField } from './TagsField';
import { kindOf, languageName, STATE_TONES, stateName } from './words';

/** Everything that is known of a document, its tags and its versions. */
export function DetailsSheet({ document: given }: { document: Document }) {
  const { data: document = given } = useQuery(documentQuery(given.id));
  const { data: collections } = useQuery(collectionsQuery);
  const collection = collections?.find((one) => one.id === document.collection);
  const navigate = useNavigate();
  const { id, title, path, size, language, pages, chunks, warnings = [], problem } = document;
  const preview = (rev?: Id) => {
    closeDialog();
    void navigate({ to: '.', search: (old) => inPanel(old, { doc: id, rev }) });
  };
  return (
    <Sheet open onOpenChange={closeDialog} title={t`Details`} side="right" header>
      <div className="grid content-start gap-6 overflow-y-auto p-4">
        <header className="grid gap-3">
          <h2 dir="auto" className="text-lg font-semibold break-words">
            {title}
          </h2>
          <div className="flex gap-2">
            <Button onClick={() => preview()}>
              <Eye aria-hidden /> {t`Preview`}
            </Button>
            <Button onClick={() => download(document)}>
              <Download aria-hidden /> {t`Download`}
            </Button>
          </div>
        </header>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2 [&>dt]:text-muted-foreground">
          <Fact name={t`State`}>{stateName(document.state)}</Fact>
          <Fact name={t`Kind`}>{[kindOf(document.media_type, path), document.media_type].filter(Boolean).join(' · ')}</Fact>
          <Fact name={t`Size`}>{bytes(size)}</Fact>
          {language && <Fact name={t`Language`}>{languageName(language)}</Fact>}
          {pages ? <Fact name={t`Pages`}>{count(pages)}</Fact> : null}
          <Fact name={t`Passages`}>{count(chunks)}</Fact>
          <Fact name={t`Collection`}>
            <bdi>{collection?.name ?? '…'}</bdi>
          </Fact>
          <Fact name={t`Path`}>
            <bdi className="break-all">{path}</bdi>
          </Fact>
          <Fact name={t`Added`}>{exactTime(document.created_at)}</Fact>
          <Fact name={t`Changed`}>{exactTime(document.updated_at)}</Fact>
          <Fact name={t`Who can see it`}>{collection ? <WhoSees collection={collection} /> : '…'}</Fact>
        </dl>
        {problem && (
          <div className="text-sm">
            <ProblemText problem={problem} />
          </div>
        )}
        {warnings.length > 0 && (
          <Part title={t`Notes from reading`}>
            <div className="text-sm text-warn">
              <Warnings warnings={warnings} />
            </div>
          </Part>
        )}
        <Part title={t`Tags`}>
          <TagsField label={t`Tags`} tags={document.tags} onTags={(tags) => void changeDocuments([document], () => ({ tags }))} />
        </Part>
        <Part title={t`Versions`}>
          <Versions document={document} onPreview={preview} />
        </Part>
      </div>
    </Sheet>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid gap-2">
      <h3 className="font-semibold">{title}</h3>
      {children}
    </section>
  );
}

function Versions({ document, onPreview }: { document: Document; onPreview(revision: Id): void }) {
  const versions = useQuery(versionsQuery(document.id));
  if (versions.isPending) return <Spinner label={t`Loading versions`} />;
  if (versions.error) return <ProblemNotice error={versions.error} onRetry={() => void versions.refetch()} />;
  return (
    <ul className="grid">
      {versions.data.map(({ revision, version, size, state, searchable, created_at: created, problem }) => {
        const tone = STATE_TONES[state];
        return (
          <li key={revision} className="flex items-center gap-2 border-b py-2 last:border-b-0">
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-2">
                <span className="font-medium">{t`Version ${version}`}</span>
                {searchable ? <Badge tone="ok">{t`Answers come from this one`}</Badge> : <Badge {...(tone && state !== 'ready' ? { tone } : {})}>{stateName(state)}</Badge>}
              </p>
              <p className="text-sm text-muted-foreground">
                {bytes(size)} · <Ago time={created} />
              </p>
              {problem && (
                <div className="text-sm">
                  <ProblemText problem={problem} />
                </div>
              )}
            </div>
            <IconButton label={t`Open version ${version}`} onClick={() => onPreview(revision)}>
              <Eye aria-hidden />
            </IconButton>
            <IconButton label={t`Download version ${version}`} onClick={() => download(document, revision)}>
              <Download aria-hidden />
            </IconButton>
          </li>
        );
      })}
    </ul>
  );
}
