import type { ReactNode } from 'react';

/** What belongs to one way of showing a document: above its text, in one line. */
export function ViewBar({ children }: { children: ReactNode }) {
  return <div className="flex min-h-10 items-center gap-2 border-b px-4 py-1 text-sm text-muted-foreground">{children}</div>;
}
