import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { FileText, Quote, ShieldCheck, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { modelsQuery } from '@/api/queries';
import { chooseLanguage, LANGUAGE_NAMES, LANGUAGES, language } from '@/lib/language';
import { setTheme, useTheme } from '@/lib/theme';
import { Button } from '@/ui/button';
import { Segmented } from '@/ui/segmented';
import type { StepProps } from './WelcomePage';

/** What this is, and the two things one wants to set before reading on. */
export function StartStep({ next }: StepProps) {
  const { theme } = useTheme();
  const { data: models } = useQuery(modelsQuery);
  const local = models?.every((model) => model.local) ?? true;
  return (
    <>
      <ul className="grid gap-4">
        <Point icon={FileText} title={t`It reads your files`}>
          <Trans>PDF, Word, Markdown, HTML, text, CSV, JSON and code, in folders as they are.</Trans>
        </Point>
        <Point icon={Quote} title={t`It answers from them, with sources`}>
          <Trans>Every citation is checked against its document, and one click shows the passage. What is not in your files is not made up.</Trans>
        </Point>
        <Point icon={ShieldCheck} title={t`It stays on this machine`}>
          {local ? (
            <Trans>Documents, questions and answers never leave it, unless you connect a model of a service in Settings. Nothing is counted and nothing is sent to us.</Trans>
          ) : (
            <Trans>Documents stay here. Questions and the passages found for them go to the model that was connected in Settings, nothing else.</Trans>
          )}
        </Point>
      </ul>
      <div className="flex flex-wrap gap-x-8 gap-y-3">
        <Segmented
          label={t`Language`}
          value={language()}
          options={LANGUAGES.map((one) => ({ value: one, label: LANGUAGE_NAMES[one], lang: one }))}
          onChange={(chosen) => void chooseLanguage(chosen)}
        />
        <Segmented
          label={t`Theme`}
          value={theme}
          options={[
            { value: 'system', label: t`Like the system` },
            { value: 'light', label: t`Light` },
            { value: 'dark', label: t`Dark` },
          ]}
          onChange={setTheme}
        />
      </div>
      <div>
        <Button look="primary" onClick={next}>
          <Trans>Begin</Trans>
        </Button>
      </div>
    </>
  );
}

function Point({ icon: Icon, title, children }: { icon: LucideIcon; title: string; children: ReactNode }) {
  return (
    <li className="flex gap-4">
      <Icon aria-hidden className="mt-1 size-5 shrink-0 text-accent" />
      <div className="grid gap-0.5 text-lg">
        <p className="font-medium">{title}</p>
        <p className="text-muted-foreground">{children}</p>
      </div>
    </li>
  );
}
