import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { statusQuery } from '@/api/queries';
import { buttonClass } from '@/ui/button';
import { PageTitle } from '@/ui/pageTitle';
import { Section } from '@/ui/section';

const LINK = 'text-accent underline underline-offset-2';

export default function AboutPage() {
  const { data: status } = useQuery(statusQuery);
  return (
    <>
      <PageTitle title={t`About Chatbox`} />
      <Section title={t`Chatbox`} lead={<Trans>Answers from your own documents, with sources you can check.</Trans>}>
        <p>{status ? <Trans>Version {status.version}</Trans> : <span aria-hidden>…</span>}</p>
        <p className="text-muted-foreground">
          <Trans>
            It runs on this machine. Documents, questions and answers stay here; only a model that somebody connects in Settings gets the questions
            and the passages that were found for them.
          </Trans>
        </p>
        <div>
          <Link to="/welcome" className={buttonClass()}>
            <Trans>Show the introduction</Trans>
          </Link>
        </div>
      </Section>
      <Section title={t`Licences`}>
        <p>
          <Trans>
            Chatbox may be used under the MIT or the Apache 2.0 licence. The page contains the work of others:{' '}
            <a href="/licenses.txt" target="_blank" rel="noreferrer" className={LINK}>
              their licences
            </a>
            .
          </Trans>
        </p>
      </Section>
      <Section title={t`For programs`}>
        <p>
          <Trans>
            Everything on this page can be done through the API, which is{' '}
            <a href="/docs" className={LINK}>
              described here
            </a>
            .
          </Trans>
        </p>
      </Section>
    </>
  );
}
