import { useNavigate, useSearch } from '@tanstack/react-router';
import { ExternalLink, X } from 'lucide-react';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { remember, remembered } from '@/lib/storage';
import { IconButton } from '@/ui/button';
import { Sheet } from '@/ui/dialog';
import { Loading } from '@/ui/feedback';
import type { PageSearch } from './search';

const DocumentView = lazy(() => import('@/features/viewer/DocumentView'));

type Place = PageSearch & { doc: string };

/** The passage the address asks for. */
export function usePanel(): Place | null {
  const search = useSearch({ from: '__root__' });
  return useMemo(() => (search.doc ? { ...search, doc: search.doc } : null), [search]);
}

/** The source viewer beside the page, or over it on a phone. Escape closes it and gives focus back. */
export function SourcePanel({ place, phone }: { place: Place; phone: boolean }) {
  const navigate = useNavigate();
  const close = useCallback(
    () =>
      void navigate({ to: '.', search: (old) => ({ ...old, doc: undefined, rev: undefined, start: undefined, end: undefined, page: undefined }) }),
    [navigate],
  );
  const { doc, rev, start, end, page } = place;
  const view = (
    <Suspense fallback={<Loading label="Loading the viewer" />}>
      <DocumentView
        document={doc}
        revision={rev}
        start={start}
        end={end}
        page={page}
        onPage={(next) => void navigate({ to: '.', search: (old) => ({ ...old, page: next }), replace: true })}
        actions={
          <>
            <IconButton
              label="Open on its own page"
              onClick={() => void navigate({ to: '/documents/$document', params: { document: doc }, search: { rev, start, end, page } })}
            >
              <ExternalLink aria-hidden />
            </IconButton>
            <IconButton label="Close the source" onClick={close}>
              <X aria-hidden />
            </IconButton>
          </>
        }
      />
    </Suspense>
  );
  if (phone)
    return (
      <Sheet open onOpenChange={(open) => !open && close()} title="Source" side="right">
        {view}
      </Sheet>
    );
  return <Docked onClose={close}>{view}</Docked>;
}

const LEAST = 320;
const STEP = 24;

function Docked({ children, onClose }: { children: React.ReactNode; onClose(): void }) {
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
    if (event.currentTarget.hasPointerCapture(event.pointerId)) resize(window.innerWidth - event.clientX);
  }
  function nudged(event: KeyboardEvent) {
    if (event.key === 'ArrowLeft') resize(width + STEP);
    if (event.key === 'ArrowRight') resize(width - STEP);
  }

  return (
    <aside ref={panel} tabIndex={-1} aria-label="Source" className="relative shrink-0 border-s bg-background outline-none" style={{ width: `min(${width}px, 60vw)` }}>
      <div
        role="separator"
        aria-orientation="vertical"
        aria-label="Width of the source panel"
        aria-valuenow={width}
        aria-valuemin={LEAST}
        tabIndex={0}
        onPointerDown={drag}
        onPointerMove={dragged}
        onKeyDown={nudged}
        className="absolute inset-y-0 -left-1 z-10 w-2 cursor-col-resize touch-none hover:bg-accent-soft"
      />
      {children}
    </aside>
  );
}
