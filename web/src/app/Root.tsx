import { Outlet, useMatches } from '@tanstack/react-router';
import { Suspense } from 'react';
import { Loading } from '@/ui/feedback';
import { Frame } from './Frame';

/** The frame with the page in it, or a page that stands alone. */
export function Root() {
  const alone = useMatches({ select: (matches) => matches.some(({ staticData }) => staticData.alone) });
  if (!alone) return <Frame />;
  return (
    <Suspense fallback={<Loading />}>
      <Outlet />
    </Suspense>
  );
}
