import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useMay } from '@/api/may';
import { modelsQuery, providerQuery } from '@/api/queries';
import { count } from '@/lib/format';
import { Loading } from '@/ui/feedback';
import { Badge, Notice } from '@/ui/notice';
import { ProblemNotice } from '@/ui/problem';
import { PageTitle } from '@/ui/pageTitle';
import { ProviderForm } from './ProviderForm';
import { Section } from '@/ui/section';

export default function ModelsPage() {
  const mayConnect = useMay('connect_models');
  return (
    <>
      <PageTitle title={t`Models`} />
      <Section title={t`Available models`} lead={<Trans>The first one answers unless a conversation chooses another.</Trans>}>
        <ModelList />
      </Section>
      <Section
        title={t`Connect a model`}
        lead={
          <Trans>
            Any service with an OpenAI-compatible address: a server in your own network, or a provider. Questions and the passages that were
            found are sent to it; nothing else is.
          </Trans>
        }
      >
        {mayConnect ? (
          <Provider />
        ) : (
          <Notice tone="info" title={t`Not for your role`}>
            <Trans>The owner and administrators connect models, for everybody.</Trans>
          </Notice>
        )}
      </Section>
    </>
  );
}

function ModelList() {
  const models = useQuery(modelsQuery);
  if (models.isPending) return <Loading label={t`Loading models`} />;
  if (models.error) return <ProblemNotice error={models.error} onRetry={() => void models.refetch()} />;
  if (models.data.length === 0)
    return (
      <p className="rounded-md border p-4 text-muted-foreground">
        <Trans>
          No language model is available. Answers are quotes from your documents until one is connected below, or installed with{' '}
          <code className="font-mono text-sm">chatbox models pull</code>.
        </Trans>
      </p>
    );
  return (
    <ul className="divide-y divide-border rounded-md border">
      {models.data.map(({ id, name, skill, local, window }, index) => (
        <li key={id} className="grid gap-1 p-4">
          <p className="flex flex-wrap items-center gap-2">
            <span translate="no" className="font-medium">
              {name}
            </span>
            {index === 0 && <Badge tone="ok">{t`Default`}</Badge>}
            <Badge>{local ? t`On this machine` : t`Connected`}</Badge>
          </p>
          <p className="text-muted-foreground">
            {skill === 'small'
              ? t`Too small to be trusted with free text: answers are sentences quoted from your documents.`
              : t`Writes answers from your documents; every citation is checked against its source.`}
          </p>
          <p className="text-xs text-muted-foreground">
            <Trans>
              <span translate="no">{id}</span> · window of {count(window)} tokens
            </Trans>
          </p>
        </li>
      ))}
    </ul>
  );
}

function Provider() {
  const provider = useQuery(providerQuery);
  if (provider.isPending) return <Loading label={t`Loading the connection`} />;
  if (provider.error) return <ProblemNotice error={provider.error} onRetry={() => void provider.refetch()} />;
  return <ProviderForm key={JSON.stringify(provider.data)} stored={provider.data} />;
}
