import { t } from '@lingui/core/macro';
import { ChevronRight } from 'lucide-react';
import { Button } from '@/ui/button';
import { crumbs, TOP } from './folders';

/** The way to the folder that is open; each step leads back to it. */
export function Crumbs({ dir, onDir }: { dir: string; onDir(dir: string): void }) {
  const steps = [{ name: t`All folders`, dir: TOP }, ...crumbs(dir)];
  return (
    <nav aria-label={t`Folders`}>
      <ol className="flex flex-wrap items-center">
        {steps.map((step, at) => (
          <li key={step.dir} className="flex min-w-0 items-center">
            {at > 0 && <ChevronRight aria-hidden className="size-4 shrink-0 text-muted-foreground rtl:rotate-180" />}
            <Button size="small" look="ghost" aria-current={at === steps.length - 1 ? 'location' : undefined} onClick={() => onDir(step.dir)} className="min-w-0 shrink!">
              <bdi className="max-w-60 truncate">{step.name}</bdi>
            </Button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
