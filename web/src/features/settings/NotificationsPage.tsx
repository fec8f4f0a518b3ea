import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { setNotifying, useNotifying } from '@/lib/notify';
import { Notice } from '@/ui/notice';
import { Switch } from '@/ui/switch';
import { PageTitle } from '@/ui/pageTitle';
import { Section } from '@/ui/section';

export default function NotificationsPage() {
  const { on, permission } = useNotifying();
  const [refused, setRefused] = useState(false);
  const change = (wanted: boolean) => void setNotifying(wanted).then(() => setRefused(wanted && !useNotifying.getState().on));
  return (
    <>
      <PageTitle title={t`Notifications`} />
      <Section title={t`When nobody looks`} lead={<Trans>The tab always counts what ended while it was hidden.</Trans>}>
        <Switch
          label={t`Notifications of this device`}
          hint={<Trans>When a long answer or an upload ends while this tab is hidden. They come from this browser, not through any other service.</Trans>}
          checked={on && permission === 'granted'}
          disabled={permission === 'absent'}
          onChange={change}
        />
        {permission === 'absent' && (
          <Notice tone="info" title={t`This browser offers none here`}>
            <Trans>Browsers allow notifications on “localhost” and over https only.</Trans>
          </Notice>
        )}
        {(permission === 'denied' || refused) && permission !== 'absent' && (
          <Notice tone="warn" title={t`The browser does not allow them`}>
            <Trans>Allow notifications for this page in the browser, beside the address; then turn them on here.</Trans>
          </Notice>
        )}
      </Section>
    </>
  );
}
