import { create } from 'zustand';
import { remember, remembered, watchRemembered } from './storage';

/** How the page is drawn in this browser. public/theme.js applies the same, under the same keys, before the first paint. */
export interface Appearance {
  /** Per cent of the browser's own text size. */
  size: number;
  density: 'comfortable' | 'compact';
  /** `system` moves unless the system wants less motion. */
  motion: 'system' | 'reduced';
}

export const SIZES = [90, 100, 110, 120, 135, 150] as const;

export const useAppearance = create<Appearance>(() => stored());

function stored(): Appearance {
  const size = Number(remembered('size') ?? 100);
  return {
    size: SIZES.find((one) => one === size) ?? 100,
    density: remembered('density') === 'compact' ? 'compact' : 'comfortable',
    motion: remembered('motion') === 'reduced' ? 'reduced' : 'system',
  };
}

export function changeAppearance(change: Partial<Appearance>): void {
  if (change.size) remember('size', change.size === 100 ? null : String(change.size));
  if (change.density) remember('density', change.density === 'compact' ? 'compact' : null);
  if (change.motion) remember('motion', change.motion === 'reduced' ? 'reduced' : null);
  useAppearance.setState(change);
}

/** Keeps the document in step with the choice, here and in other tabs; once, at the start. */
export function watchAppearance(): void {
  useAppearance.subscribe(({ size, density, motion }) => {
    const { style, dataset } = document.documentElement;
    style.fontSize = size === 100 ? '' : `${size}%`;
    dataset.density = density;
    dataset.motion = motion;
  });
  for (const key of ['size', 'density', 'motion']) watchRemembered(key, () => useAppearance.setState(stored()));
}
