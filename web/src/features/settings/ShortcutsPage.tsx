import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { bindAllAnew, useBindings } from '@/lib/bindings';
import { Button } from '@/ui/button';
import { PageTitle } from '@/ui/pageTitle';
import { Section } from '@/ui/section';
import { ShortcutList } from './ShortcutList';

export default function ShortcutsPage() {
  const { chosen } = useBindings();
  return (
    <>
      <PageTitle title={t`Shortcuts`} />
      <Section
        title={t`Keys`}
        lead={<Trans>Click on keys and press others. Single keys do nothing while you write. Kept in this browser.</Trans>}
        action={
          Object.keys(chosen).length > 0 && (
            <Button size="small" onClick={bindAllAnew}>
              <Trans>All as they were</Trans>
            </Button>
          )
        }
      >
        <ShortcutList editable />
      </Section>
    </>
  );
}
