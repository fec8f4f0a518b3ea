import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { AppWindow, Shapes } from 'lucide-react';
import { createContext, use } from 'react';
import { inPanel } from '@/lib/panel';
import { Button } from '@/ui/button';
import { artifactsIn } from './artifacts';
import { CodeFence } from '@/ui/markdown/CodeFence';

/** The answer around an artifact; none where there is nothing beside the text to show it in. */
export const Around = createContext<{ message: string; content: string } | null>(null);

/** A page or a picture in an answer: its source, folded, and a button that shows it beside the conversation. */
export function ArtifactCard({ kind, code }: { kind: 'html' | 'svg'; code: string }) {
  const around = use(Around);
  const navigate = useNavigate();
  const all = around ? artifactsIn(around.content) : [];
  const index = all.findIndex((one) => one.code.trim() === code.trim());
  const artifact = all[index];
  if (!around || !artifact) return <CodeFence code={code} language={kind === 'svg' ? 'xml' : 'html'} />;
  const Icon = kind === 'svg' ? Shapes : AppWindow;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1">
      <div className="flex items-center gap-3 rounded-md border p-3">
        <Icon aria-hidden className="size-5 shrink-0 text-muted-foreground" />
        <p className="min-w-0 flex-1 text-base">
          <span className="block truncate font-medium">{artifact.title || (kind === 'svg' ? t`Picture` : t`Page`)}</span>
          <span className="text-xs text-muted-foreground">{kind === 'svg' ? t`Picture (SVG)` : t`Page (HTML)`}</span>
        </p>
        <Button size="small" onClick={() => void navigate({ to: '.', search: (old) => inPanel(old, { artifact: `${around.message}:${index}` }) })}>
          <Trans>Open</Trans>
        </Button>
      </div>
      <details>
        <summary className="inline-block rounded-sm py-1 text-sm text-muted-foreground hover:text-foreground">
          <Trans>Source</Trans>
        </summary>
        <CodeFence code={code} language={kind === 'svg' ? 'xml' : 'html'} />
      </details>
    </div>
  );
}
