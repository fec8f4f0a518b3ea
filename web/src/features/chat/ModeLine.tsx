import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { collectionsQuery, modelsQuery } from '@/api/queries';
import { modelInUse } from './ModelPicker';

/** Says how answers are made right now, and how to get better ones. */
export function ModeLine({ model }: { model: string | null }) {
  const { data: models } = useQuery(modelsQuery);
  const { data: collections } = useQuery(collectionsQuery);
  if (!models) return <p className="h-4" />;
  const without = collections?.every(({ documents }) => documents === 0) ?? false;
  const current = modelInUse(models, model);
  const connect = (
    <Link to="/settings/models" className="whitespace-nowrap text-accent underline underline-offset-2">
      <Trans>Connect a stronger model</Trans>
    </Link>
  );
  return (
    <p className="text-center text-xs text-muted-foreground">
      {!current && <><Trans>No language model is installed: answers are quotes from your documents.</Trans> {connect}</>}
      {current?.skill === 'small' && without && <Trans>Without documents the small model answers from its memory; nothing backs that.</Trans>}
      {current?.skill === 'capable' && without && <Trans>Without documents {current.name} answers from its memory; nothing backs that.</Trans>}
      {current?.skill === 'small' && !without && <><Trans>Small built-in model: answers are quotes from your documents.</Trans> {connect}</>}
      {current?.skill === 'capable' && !without && <Trans>{current.name} writes the answers; every citation is checked against its source.</Trans>}
    </p>
  );
}
