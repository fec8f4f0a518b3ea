import { accessQuery, queryClient, statusQuery } from '@/api/queries';
import { remember, remembered } from '@/lib/storage';

/** A server that does not say at once how much it holds must not keep anybody from the page. */
const PATIENCE_MS = 1_500;

/** Whether to show the introduction: nothing was added yet, and nobody has sent it away. */
export async function wantsWelcome(): Promise<boolean> {
  const seen = remembered('welcome');
  if (seen === 'done') return false;
  const access = await queryClient.fetchQuery({ ...accessQuery, retry: false }).catch(() => null);
  // Whoever may not add anything has nothing to be introduced to.
  if (access && !access.permissions.includes('contribute')) return false;
  const late = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE_MS, null));
  const status = await Promise.race([queryClient.fetchQuery({ ...statusQuery, retry: false }).catch(() => null), late]);
  if (!status) return false;
  const empty = Object.values(status.documents).every((some) => some === 0);
  // Whoever has documents knows already. Those who are in the middle of the introduction may have them from it.
  if (!empty && seen === null) remember('welcome', 'done');
  return empty;
}

/** Whether somebody has left in the middle of the introduction. */
export function leftWelcome(): boolean {
  return !['done', null].includes(remembered('welcome'));
}

/** The step to go on with; from the beginning for those who have seen it all. */
export function welcomeStep(): string {
  return leftWelcome() ? remembered('welcome')! : 'start';
}
