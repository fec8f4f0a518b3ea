import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { collectionsQuery, tagsQuery, versionsQuery } from '@/api/queries';
import type { Document } from '@/api/types';
import { bytes, count, exactTime } from '@/lib/format';
import { inPanel } from '@/lib/panel';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Field, Input, Select } from '@/ui/field';
import { Badge } from '@/ui/notice';
import { ProblemNotice } from '@/ui/problem';
import { changeDocument } from './documentActions';
import { kindOf, stateOf } from './words';

/** Everything about a document: where it is, its tags, its versions, who can see it. */
export default function DetailsDialog({ document, onClose }: { document: Document; onClose(): void }) {
  const { data: collections } = useQuery(collectionsQuery);
  const [tags, setTags] = useState(document.tags);
  const save = useMutation({ mutationFn: (change: Parameters<typeof changeDocument>[1]) => changeDocument(document.id, change), onSuccess: onClose });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={document.title} look="wide">
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          const data = new FormData(event.currentTarget);
          save.mutate({ path: String(data.get('path')).trim(), collection: String(data.get('collection')), tags });
        }}
      >
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t`Name and folder`} hint={t`Folders are written with slashes.`}>
            {(ids) => <Input {...ids} name="path" required maxLength={1000} defaultValue={document.path} autoComplete="off" dir="auto" />}
          </Field>
          <Field label={t`Collection`}>
            {(ids) => (
              <Select {...ids} name="collection" defaultValue={document.collection}>
                {(collections ?? []).map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
        <Tags tags={tags} onChange={setTags} />
        {save.error && <ProblemNotice error={save.error} />}
        <div className="flex justify-end gap-2">
          <Button look="ghost" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button look="primary" type="submit" disabled={save.isPending || !collections}>
            <Trans>Save</Trans>
          </Button>
        </div>
      </form>
      <Facts document={document} />
      <Versions document={document} onClose={onClose} />
    </Dialog>
  );
}

function Tags({ tags, onChange }: { tags: string[]; onChange(tags: string[]): void }) {
  const { data: known } = useQuery(tagsQuery);
  const [text, setText] = useState('');
  const suggestions = useId();
  const add = () => {
    const tag = text.trim().replace(/\s+/g, ' ').slice(0, 40);
    if (tag && !tags.includes(tag) && tags.length < 20) onChange([...tags, tag]);
    setText('');
  };
  return (
    <Field label={t`Tags`} hint={t`Enter adds one.`}>
      {(ids) => (
        <div className="flex flex-wrap items-center gap-1">
          {tags.map((tag) => (
            <span key={tag} className="inline-flex h-7 items-center gap-1 rounded-sm bg-muted ps-2 text-sm">
              {tag}
              <button type="button" aria-label={t`Remove tag ${tag}`} className="grid size-7 place-items-center rounded-sm hover:bg-hover" onClick={() => onChange(tags.filter((one) => one !== tag))}>
                <X aria-hidden className="size-3.5" />
              </button>
            </span>
          ))}
          <Input
            {...ids}
            list={suggestions}
            value={text}
            maxLength={40}
            autoComplete="off"
            className="w-44!"
            onChange={(event) => setText(event.target.value)}
            onBlur={add}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || !text.trim()) return;
              event.preventDefault();
              add();
            }}
          />
          <datalist id={suggestions}>
            {(known ?? []).filter(({ tag }) => !tags.includes(tag)).map(({ tag }) => <option key={tag} value={tag}>{tag}</option>)}
          </datalist>
        </div>
      )}
    </Field>
  );
}

function Facts({ document }: { document: Document }) {
  const { size, language, pages, chunks, created_at: created, updated_at: updated, media_type: type, path } = document;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 border-t pt-4 text-sm">
      <Fact name={t`Kind`}>{kindOf(type, path)}</Fact>
      <Fact name={t`Size`}>{bytes(size)}</Fact>
      {pages ? <Fact name={t`Pages`}>{count(pages)}</Fact> : null}
      <Fact name={t`Passages`}>{count(chunks)}</Fact>
      {language && <Fact name={t`Language`}>{language}</Fact>}
      <Fact name={t`Added`}>{exactTime(created)}</Fact>
      <Fact name={t`Changed`}>{exactTime(updated)}</Fact>
      <Fact name={t`Who can see it`}>{t`Only you: this Chatbox has no other accounts yet.`}</Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted-foreground">{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Versions({ document, onClose }: { document: Document; onClose(): void }) {
  const versions = useQuery(versionsQuery(document.id));
  const navigate = useNavigate();
  if (versions.error) return <ProblemNotice error={versions.error} onRetry={() => void versions.refetch()} />;
  if (!versions.data) return null;
  return (
    <section aria-label={t`Versions`} className="grid gap-2 border-t pt-4">
      <h3 className="text-sm font-semibold">{plural(versions.data.length, { one: '# version', other: '# versions' })}</h3>
      <ul className="divide-y divide-border rounded-md border">
        {versions.data.map((version) => (
          <li key={version.revision} className="flex flex-wrap items-center gap-2 px-3 py-2 text-sm">
            <span className="font-medium tabular-nums">{t`Version ${version.version}`}</span>
            {version.searchable ? <Badge tone="ok">{t`Answers come from this one`}</Badge> : <Badge>{stateOf(version.state)}</Badge>}
            <span className="min-w-0 flex-1 text-muted-foreground">
              {exactTime(version.created_at)} · {bytes(version.size)}
            </span>
            <Button
              size="small"
              onClick={() => {
                onClose();
                void navigate({ to: '.', search: (old) => inPanel(old, { doc: document.id, rev: version.revision }) });
              }}
            >
              <Trans>Open</Trans>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
