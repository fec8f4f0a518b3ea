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
      Connect a stronger model
    </Link>
  );
  return (
    <p className="text-center text-xs text-muted-foreground">
      {!current && <>No language model is installed: answers are quotes from your documents. {connect}</>}
      {current && without && <>Without documents {current.skill === 'small' ? 'the small model' : current.name} answers from its memory; nothing backs that.</>}
      {current?.skill === 'small' && !without && <>Small built-in model: answers are quotes from your documents. {connect}</>}
      {current?.skill === 'capable' && !without && <>{current.name} writes the answers; every citation is checked against its source.</>}
    </p>
  );
}
