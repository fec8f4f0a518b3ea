import { lazy, Suspense, useState, type ReactNode } from 'react';
import { patient } from '@/api/patient';

// What lies over the page is not needed for its first paint: the script comes when something is first opened.
const load = patient(() => import('./dialogs'));
const RealDialog = lazy(() => load().then((parts) => ({ default: parts.RealDialog })));
const RealSheet = lazy(() => load().then((parts) => ({ default: parts.RealSheet })));

export interface DialogProps {
  open: boolean;
  onOpenChange(open: boolean): void;
  title: string;
  description?: ReactNode;
  /** `wide` for lists and tables; `bare` stands near the top and shows neither title nor padding, the content brings its own. */
  look?: 'question' | 'wide' | 'full' | 'bare';
  children: ReactNode;
}

/** A question that must be answered before anything else. */
export function Dialog(props: DialogProps) {
  return useOnce(props.open) ? (
    <Suspense fallback={null}>
      <RealDialog {...props} />
    </Suspense>
  ) : null;
}

export interface SheetProps {
  open: boolean;
  onOpenChange(open: boolean): void;
  title: string;
  /** In a page that reads from right to left, `left` is on the right. */
  side: 'left' | 'right';
  children: ReactNode;
  /** Shows the title and a close button; without, the content brings its own. */
  header?: boolean;
}

/** A panel over the page, for narrow screens. */
export function Sheet(props: SheetProps) {
  return useOnce(props.open) ? (
    <Suspense fallback={null}>
      <RealSheet {...props} />
    </Suspense>
  ) : null;
}

/** Whether it was ever true: what was opened stays, so that it can close and give the focus back. */
function useOnce(now: boolean): boolean {
  const [ever, setEver] = useState(now);
  if (now && !ever) setEver(true);
  return now || ever;
}
