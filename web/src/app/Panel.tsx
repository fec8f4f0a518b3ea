import { t } from '@lingui/core/macro';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { ExternalLink, Link2, X } from 'lucide-react';
import { lazy, Suspense, useCallback, useEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { inPanel } from '@/lib/panel';
import { remember, remembered } from '@/lib/storage';
import { IconButton } from '@/ui/button';
import { copy } from '@/ui/copy';
import { Sheet } from '@/ui/dialog';
import { Loading } from '@/ui/feedback';
import type { PageSearch } from './search';

const DocumentView = lazy(() => import('@/features/viewer/DocumentView'));
const CitationBar = lazy(() => import('@/features/chat/CitationBar'));
const SourcesPanel = lazy(() => import('@/features/chat/SourcesPanel'));
const ArtifactPanel = lazy(() => import('@/features/chat/ArtifactPanel'));
const BranchMap = lazy(() => import('@/features/chat/BranchMap'));

/** What the address wants beside the page; null for nothing. */
export function usePanel(): PageSearch | null {
  const search = useSearch({ from: '__root__' });
  const { conversation } = useParams({ strict: false });
  const ofConversation = conversation !== undefined && (search.sources ?? search.artifact ?? search.map);
  return search.doc !== undefined || ofConversation ? search : null;
}

/** The one panel beside the page, or over it on a phone. Escape closes it and gives focus back. */
export function Panel({ search, phone }: { search: PageSearch; phone: boolean }) {
  const navigate = useNavigate();
  const { conversation } = useParams({ strict: false });
  const close = useCallback(() => void navigate({ to: '.', search: (old) => inPanel(old, {}) }), [navigate]);
  const { name, content } = contents(search, conversation, close);
  const view = <Suspense fallback={<Loading label={t`Loading`} />}>{content}</Suspense>;
  if (phone)
    return (
      <Sheet open onOpenChange={(open) => !open && close()} title={name} side="right">
        {view}
      </Sheet>
    );
  return (
    <Docked name={name} onClose={close}>
      {view}
    </Docked>
  );
}

function contents(search: PageSearch, conversation: string | undefined, close: () => void): { name: string; content: ReactNode } {
  const { doc, sources, artifact } = search;
  if (doc !== undefined) return { name: t`Source`, content: <Source search={{ ...search, doc }} onClose={close} /> };
  if (conversation === undefined) return { name: '', content: null };
  if (sources !== undefined)
    return { name: t`Why this answer`, content: <Titled title={t`Why this answer`} onClose={close}><SourcesPanel conversation={conversation} message={sources} /></Titled> };
  if (artifact !== undefined) return { name: t`Artifact`, content: <ArtifactPanel conversation={conversation} artifact={artifact} onClose={close} /> };
  return { name: t`Branches`, content: <Titled title={t`Branches`} onClose={close}><BranchMap conversation={conversation} /></Titled> };
}

function Titled({ title, onClose, children }: { title: string; onClose(): void; children: ReactNode }) {
  return (
    <div className="flex h-full min-h-0 flex-col">
      <header className="flex items-center gap-1 border-b py-2 ps-4 pe-2">
        <h2 className="min-w-0 flex-1 truncate font-semibold">{title}</h2>
        <IconButton label={t`Close`} onClick={onClose}>
          <X aria-hidden />
        </IconButton>
      </header>
      {children}
    </div>
  );
}

/** The document viewer with what belongs to a panel: the citation that opened it, a page of its own, a way out. */
function Source({ search, onClose }: { search: PageSearch & { doc: string }; onClose(): void }) {
  const navigate = useNavigate();
  const { doc, rev, start, end, page, cite } = search;
  return (
    <div className="flex h-full min-h-0 flex-col">
      {cite && <CitationBar cite={cite} />}
      <div className="min-h-0 flex-1">
        <DocumentView
          document={doc}
          revision={rev}
          start={start}
          end={end}
          page={page}
          onPage={(next) => void navigate({ to: '.', search: (old) => ({ ...old, page: next }), replace: true })}
          actions={
            <>
              <IconButton label={t`Copy link to this place`} onClick={() => copy(placeLink(search))}>
                <Link2 aria-hidden />
              </IconButton>
              <IconButton
                label={t`Open on its own page`}
                onClick={() => void navigate({ to: '/documents/$document', params: { document: doc }, search: { rev, start, end, page } })}
              >
                <ExternalLink aria-hidden />
              </IconButton>
              <IconButton label={t`Close the source`} onClick={onClose}>
                <X aria-hidden />
              </IconButton>
            </>
          }
        />
      </div>
    </div>
  );
}

/** An address that opens the document exactly here. */
function placeLink({ doc, rev, start, end, page }: PageSearch & { doc: string }): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ rev, start, end, page })) if (value !== undefined) query.set(name, String(value));
  return `${location.origin}/documents/${encodeURIComponent(doc)}?${query.toString()}`;
}

const LEAST = 320;
const STEP = 24;

function Docked({ name, children, onClose }: { name: string; children: ReactNode; onClose(): void }) {
  const [width, setWidth] = useState(() => Number(remembered('panel')) || 480);
  const panel = useRef<HTMLElement>(null);
  const resize = (wanted: number) => setWidth(Math.round(Math.min(Math.max(LEAST, wanted), window.innerWidth * 0.6)));

  useEffect(() => remember('panel', String(width)), [width]);

  useEffect(() => {
    const before = document.activeElement;
    panel.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  useEffect(() => {
    const pressed = (event: globalThis.KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('[role="dialog"], [role="menu"]')) onClose();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [onClose]);

  function drag(event: PointerEvent<HTMLDivElement>) {
    event.currentTarget.setPointerCapture(event.pointerId);
  }
  function dragged(event: PointerEvent<HTMLDivElement>) {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) resize(document.documentElement.dir === 'rtl' ? event.clientX : window.innerWidth - event.clientX);
  }
  function nudged(event: KeyboardEvent) {
    // Towards the page is wider, whichever side the panel is on.
    const wider = document.documentElement.dir === 'rtl' ? 'ArrowRight' : 'ArrowLeft';
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') resize(width + (event.key === wider ? STEP : -STEP));
  }

  return (
    <aside ref={panel} tabIndex={-1} aria-label={name} className="relative shrink-0 border-s bg-background outline-none" style={{ width: `min(${width}px, 60vw)` }}>
      <div
        role="separator"
        aria-orientation="vertical"
        aria-label={t`Width of the panel`}
        aria-valuenow={width}
        aria-valuemin={LEAST}
        tabIndex={0}
        onPointerDown={drag}
        onPointerMove={dragged}
        onKeyDown={nudged}
        className="absolute inset-y-0 -start-1 z-10 w-2 cursor-col-resize touch-none hover:bg-accent-soft"
      />
      {children}
    </aside>
  );
}
