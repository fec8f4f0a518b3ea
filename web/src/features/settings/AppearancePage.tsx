import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { changeAppearance, SIZES, useAppearance } from '@/lib/appearance';
import { chooseLanguage, LANGUAGE_NAMES, LANGUAGES, useLanguage } from '@/lib/language';
import { setTheme, useTheme } from '@/lib/theme';
import { Button } from '@/ui/button';
import { Segmented } from '@/ui/segmented';
import { PageTitle } from '@/ui/pageTitle';
import { Section } from '@/ui/section';

/** Values above 100 come after one another in one row; `String`, because the choices of a row are texts. */
const sizes = () => SIZES.map((size) => ({ value: String(size), label: t`${size} %` }));

export default function AppearancePage() {
  const { theme } = useTheme();
  const { size, density, motion } = useAppearance();
  const { wish } = useLanguage();
  return (
    <>
      <PageTitle title={t`Appearance and language`} />
      <p className="-mt-6 text-muted-foreground">
        <Trans>Kept in this browser, the same in all its tabs; the language is your account's.</Trans>
      </p>
      <Section title={t`Language`} lead={<Trans>Of the page. Answers follow the language of the question.</Trans>}>
        <div>
          <Segmented
            label={t`Language`}
            value={wish ?? 'browser'}
            options={[{ value: 'browser', label: t`Like the browser` }, ...LANGUAGES.map((one) => ({ value: one, label: LANGUAGE_NAMES[one], lang: one }))]}
            onChange={(chosen) => void chooseLanguage(chosen === 'browser' ? null : chosen)}
          />
        </div>
      </Section>
      <Section title={t`Theme`}>
        <div>
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
      </Section>
      <Section
        title={t`Text size`}
        action={
          size !== 100 && (
            <Button size="small" onClick={() => changeAppearance({ size: 100 })}>
              <Trans>As it was</Trans>
            </Button>
          )
        }
      >
        <div>
          <Segmented label={t`Text size`} value={String(size)} options={sizes()} onChange={(chosen) => changeAppearance({ size: Number(chosen) })} />
        </div>
      </Section>
      <Section title={t`Density`} lead={<Trans>How much room lists and controls take.</Trans>}>
        <div>
          <Segmented
            label={t`Density`}
            value={density}
            options={[
              { value: 'comfortable', label: t`Comfortable` },
              { value: 'compact', label: t`Compact` },
            ]}
            onChange={(chosen) => changeAppearance({ density: chosen })}
          />
        </div>
      </Section>
      <Section title={t`Motion`} lead={<Trans>Movement is short and only shows where something went.</Trans>}>
        <div>
          <Segmented
            label={t`Motion`}
            value={motion}
            options={[
              { value: 'system', label: t`Like the system` },
              { value: 'reduced', label: t`None` },
            ]}
            onChange={(chosen) => changeAppearance({ motion: chosen })}
          />
        </div>
      </Section>
    </>
  );
}
