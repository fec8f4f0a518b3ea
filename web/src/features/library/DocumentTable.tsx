import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { Download, Ellipsis, FileText, Info, Trash2 } from 'lucide-react';
import { lazy, memo, Suspense, useState } from 'react';
import { useIngestion } from '@/api/live';
import type { Document } from '@/api/types';
import { bytes } from '@/lib/format';
import { inPanel } from '@/lib/panel';
import { Ago } from '@/ui/ago';
import { Button, IconButton } from '@/ui/button';
import { Progress } from '@/ui/feedback';
import { Menu, MenuItem, MenuSeparator } from '@/ui/menu';
import { Middle } from '@/ui/middle';
import { focusNeighbour } from '@/ui/neighbour';
import { Badge } from '@/ui/notice';
import { sentence } from '@/ui/problem';
import { actionWords, ACTIONS, control, deleteLater, download } from './documentActions';
import { useMedia } from '@/ui/useMedia';
import { isFinal, kindOf, stateOf, stepOf, TONES } from './words';

const DetailsDialog = lazy(() => import('./DetailsDialog'));

const CELL = 'px-2 py-2 align-top';

export function DocumentTable({ documents }: { documents: Document[] }) {
  // Hidden columns must not be spanned: they would come back as empty ones.
  const medium = useMedia('(min-width: 768px)');
  const large = useMedia('(min-width: 1024px)');
  const columns = large ? 6 : medium ? 5 : 3;
  return (
    <table className="w-full table-fixed border-separate border-spacing-0">
      <thead>
        <tr className="text-start text-xs text-muted-foreground [&>th]:border-b [&>th]:px-2 [&>th]:py-1.5 [&>th]:text-start [&>th]:font-medium">
          <th scope="col">{t`Name`}</th>
          <th scope="col" className="hidden w-24 md:table-cell">{t`Kind`}</th>
          <th scope="col" className="hidden w-20 text-end! md:table-cell">{t`Size`}</th>
          <th scope="col" className="w-24 sm:w-28">{t`State`}</th>
          <th scope="col" className="hidden w-28 lg:table-cell">{t`Changed`}</th>
          <th scope="col" className="w-11"><span className="sr-only">{t`Actions`}</span></th>
        </tr>
      </thead>
      <tbody>
        {documents.map((document) => (
          <Row key={document.id} document={document} columns={columns} />
        ))}
      </tbody>
    </table>
  );
}

const Row = memo(function Row({ document, columns }: { document: Document; columns: number }) {
  const navigate = useNavigate();
  const { id, title, path, media_type: mediaType, size, updated_at: updated, pages } = document;
  const open = () => void navigate({ to: '.', search: (old) => inPanel(old, { doc: id }) });
  const remarks = document.state === 'failed' || document.problem || (document.warnings?.length ?? 0) > 0;
  return (
    <>
    <tr id={rowId(document)} data-document className={remarks ? undefined : '[&>td]:border-b'}>
      <td className={CELL}>
        <div className="flex items-start gap-2">
          <FileText aria-hidden className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
          <div className="min-w-0 flex-1">
            <button type="button" onClick={open} title={title} dir="auto" className="block max-w-full rounded-sm text-start font-medium hover:underline">
              <Middle text={title} />
            </button>
            {document.tags.length > 0 && <p className="truncate text-xs text-accent">{document.tags.join(' · ')}</p>}
            {path !== title && (
              <p className="text-xs text-muted-foreground" title={path}>
                <Middle text={path} />
              </p>
            )}
          </div>
        </div>
      </td>
      <td className={`${CELL} hidden text-muted-foreground md:table-cell`} title={mediaType ?? undefined}>
        {kindOf(mediaType, path)}
        {pages ? <span className="block text-xs">{plural(pages, { one: '# page', other: '# pages' })}</span> : null}
      </td>
      <td className={`${CELL} hidden text-end text-muted-foreground tabular-nums md:table-cell`}>{bytes(size)}</td>
      <td className={CELL}>
        <State document={document} />
      </td>
      <td className={`${CELL} hidden text-muted-foreground lg:table-cell`}>
        <Ago time={updated} />
      </td>
      <td className="px-1 py-1.5 text-end align-top">
        <RowMenu document={document} />
      </td>
    </tr>
    {remarks && (
      <tr>
        <td colSpan={columns} className="border-b ps-8 pe-2 pb-3">
          <Remarks document={document} />
        </td>
      </tr>
    )}
    </>
  );
});

/** Why it failed or waits and what to do, or what was left out. */
function Remarks({ document }: { document: Document }) {
  const { problem, state, warnings = [] } = document;
  if (state === 'failed')
    return (
      <div className="grid max-w-2xl justify-items-start gap-1 text-sm">
        <p className="text-error">{sentence(problem?.detail ?? t`It could not be read`)}</p>
        {problem?.hint && <p className="text-muted-foreground">{sentence(problem.hint)}</p>}
        {isFinal(problem) ? (
          <Button size="small" onClick={() => remove(document)}>
            <Trans>Delete</Trans>
          </Button>
        ) : (
          <Button size="small" onClick={() => void control(document, 'retry')}>
            <Trans>Try again</Trans>
          </Button>
        )}
      </div>
    );
  if (problem)
    return (
      <p className="max-w-2xl text-sm text-muted-foreground">
        {sentence(problem.detail)} {sentence(problem.hint)}
      </p>
    );
  if (warnings.length === 0) return null;
  return (
    <details className="text-xs text-warn">
      <summary>{plural(warnings.length, { one: '# note', other: '# notes' })}</summary>
      <ul className="list-disc ps-4">
        {warnings.map((warning) => (
          <li key={warning}>{sentence(warning)}</li>
        ))}
      </ul>
    </details>
  );
}

function State({ document }: { document: Document }) {
  const active = useIngestion(({ snapshot }) => snapshot?.active.find((one) => one.document === document.id));
  if (active)
    return (
      <div className="grid gap-1.5">
        <Badge tone="info">{stepOf(active.step)}</Badge>
        <Progress label={`${document.title}: ${stepOf(active.step)}`} {...(active.total > 0 ? { value: active.done / active.total } : {})} />
      </div>
    );
  const tone = TONES[document.state];
  return <Badge {...(tone ? { tone } : {})}>{stateOf(document.state)}</Badge>;
}

function rowId({ id }: Document): string {
  return `row-${id}`;
}

function remove(document: Document): void {
  focusNeighbour(window.document.getElementById(rowId(document)), '[data-document]', 'main');
  deleteLater(document.id, document.title);
}

function RowMenu({ document }: { document: Document }) {
  const [details, setDetails] = useState(false);
  return (
    <>
    <Menu
      label={t`Actions for ${document.title}`}
      align="end"
      trigger={
        <IconButton size="small" label={t`Actions for ${document.title}`}>
          <Ellipsis aria-hidden />
        </IconButton>
      }
    >
      <MenuItem onSelect={() => setDetails(true)}>
        <Info aria-hidden /> <Trans>Details, tags and versions</Trans>
      </MenuItem>
      {ACTIONS[document.state].map((action) => (
        <MenuItem key={action} onSelect={() => void control(document, action)}>
          {actionWords(action)}
        </MenuItem>
      ))}
      <MenuItem onSelect={() => download(document)}>
        <Download aria-hidden /> <Trans>Download</Trans>
      </MenuItem>
      <MenuSeparator />
      <MenuItem danger onSelect={() => remove(document)}>
        <Trash2 aria-hidden /> <Trans>Delete</Trans>
      </MenuItem>
    </Menu>
    {details && (
      <Suspense fallback={null}>
        <DetailsDialog document={document} onClose={() => setDetails(false)} />
      </Suspense>
    )}
    </>
  );
}
