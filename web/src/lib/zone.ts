import { remember, remembered } from './storage';

let zone = known(remembered('zone'));

/** The zone that times are shown in; undefined is the browser's. */
export function timeZone(): string | undefined {
  return zone;
}

/** Chooses a zone for times; null is the browser's. False if nothing changes. */
export function setTimeZone(wish: string | null): boolean {
  const before = zone;
  zone = known(wish);
  remember('zone', zone ?? null);
  return zone !== before;
}

/** All zones the browser knows. */
export function timeZones(): readonly string[] {
  return Intl.supportedValuesOf('timeZone');
}

/** A zone that the browser does not know would make every time a fault. */
function known(name: string | null): string | undefined {
  if (!name) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone && name;
  } catch {
    return undefined;
  }
}
