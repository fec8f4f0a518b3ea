import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { modelsQuery } from '@/api/queries';
import { count } from '@/lib/format';
import { windowShare } from './composerMenu';
import { modelInUse } from './ModelPicker';

/** From here on the beginning of the conversation will be left out soon. */
const NEAR_FULL = 0.8;
/** Below this it is nobody's concern. */
const WORTH_SAYING = 0.1;

/** About how much of the model's window the conversation with the draft takes. */
export function TokenMeter({ model, characters }: { model: string | null; characters: number }) {
  const { data: models } = useQuery(modelsQuery);
  const used = models && modelInUse(models, model);
  // Quoting needs no window.
  if (!used || used.skill === 'small') return null;
  const share = windowShare(characters, used.window);
  if (share < WORTH_SAYING) return null;
  const percent = Math.round(Math.min(1, share) * 100);
  const words =
    share >= NEAR_FULL
      ? t`About ${percent} % of the model's window of ${count(used.window)} tokens: the oldest messages will be left out`
      : t`About ${percent} % of the model's window of ${count(used.window)} tokens`;
  return (
    <span role="img" aria-label={words} title={words} className={clsx('inline-flex items-center gap-1 px-1 text-xs tabular-nums', share >= NEAR_FULL ? 'text-warn' : 'text-muted-foreground')}>
      <span aria-hidden className="h-1.5 w-8 overflow-hidden rounded-full bg-hover">
        <span className={clsx('block h-full', share >= NEAR_FULL ? 'bg-warn' : 'bg-accent')} style={{ width: `${percent}%` }} />
      </span>
      {percent} %
    </span>
  );
}
