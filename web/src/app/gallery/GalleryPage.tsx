import type { ReactNode } from 'react';
import { setTheme } from '@/lib/theme';
import { Button } from '@/ui/button';
import { Controls } from './Controls';
import { Feedback } from './Feedback';
import { Overlays } from './Overlays';

/** Every primitive of ui/ in every state, by day and by night. In development only, and therefore not in the page's languages. */
export default function GalleryPage() {
  return (
    <main className="h-full overflow-auto">
      <header className="flex items-center gap-4 border-b px-6 py-3">
        <h1 className="flex-1 text-xl font-semibold">Gallery</h1>
        <Button size="small" onClick={() => setTheme('light')}>
          Overlays by day
        </Button>
        <Button size="small" onClick={() => setTheme('dark')}>
          Overlays by night
        </Button>
      </header>
      <div className="grid lg:grid-cols-2">
        <Ground theme="light" />
        <Ground theme="dark" />
      </div>
    </main>
  );
}

function Ground({ theme }: { theme: 'light' | 'dark' }) {
  return (
    <section aria-label={theme} data-theme={theme} style={{ colorScheme: theme }} className="grid content-start gap-8 bg-background p-6 text-foreground">
      <Controls prefix={theme} />
      <Feedback />
      <Overlays />
      <div dir="rtl" lang="ar">
        <Group name="من اليمين إلى اليسار">
          <Controls prefix={`${theme}-rtl`} brief />
        </Group>
      </div>
    </section>
  );
}

export function Group({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-3">
      <h2 className="text-sm font-medium text-muted-foreground">{name}</h2>
      {children}
    </div>
  );
}

export function Row({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-3">{children}</div>;
}
