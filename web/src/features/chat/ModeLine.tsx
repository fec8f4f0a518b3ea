import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { modelsQuery } from '@/api/queries';
import { modelInUse } from './ModelPicker';

/** Says how answers are made right now, and how to get better ones. */
export function ModeLine({ model }: { model: string | null }) {
  const { data: models } = useQuery(modelsQuery);
  if (!models) return <p className="h-4" />;
  const current = modelInUse(models, model);
  const connect = (
    <Link to="/settings/models" className="whitespace-nowrap text-accent underline underline-offset-2">
      Connect a stronger model
    </Link>
  );
  return (
    <p className="text-center text-xs text-muted-foreground">
      {!current && <>No language model is installed: answers are quotes from your documents. {connect}</>}
      {current?.skill === 'small' && <>Small built-in model: answers are quotes from your documents. {connect}</>}
      {current?.skill === 'capable' && <>{current.name} writes the answers; every citation is checked against its source.</>}
    </p>
  );
}
