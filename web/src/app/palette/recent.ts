import { remember, remembered } from '@/lib/storage';

const MOST = 6;

/** Ids of what was chosen in the palette, last one first. */
export function recent(): string[] {
  return (remembered('palette') ?? '').split('\n').filter(Boolean);
}

export function rememberRecent(id: string): void {
  remember('palette', [id, ...recent().filter((one) => one !== id)].slice(0, MOST).join('\n'));
}
