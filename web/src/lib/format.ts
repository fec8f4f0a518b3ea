import { i18n } from '@lingui/core';
import { t } from '@lingui/core/macro';
import { serverNow } from './clock';
import { timeZone } from './zone';

/** Makes something of the page's language, and of the zone of its times, once for each. */
function once<T>(make: (locale: string, zone: string | undefined) => T): () => T {
  let made: T | undefined;
  let locale = '';
  let zone: string | undefined;
  return () => {
    if (made === undefined || locale !== i18n.locale || zone !== timeZone()) made = make((locale = i18n.locale), (zone = timeZone()));
    return made;
  };
}

const relative = once((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' }));
const exact = once((locale, zone) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', ...(zone ? { timeZone: zone } : {}) }));
const second = once((locale, zone) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium', ...(zone ? { timeZone: zone } : {}) }));
const number = once((locale) => new Intl.NumberFormat(locale));
const tenths = once((locale) => new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }));

const SPANS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** "3 min. ago"; "now" below a minute, and for times ahead: the clocks are never quite the same. */
export function timeAgo(timestamp: string, now = serverNow()): string {
  const seconds = Math.min(0, new Date(timestamp).getTime() - now) / 1000;
  for (const [unit, size] of SPANS) if (-seconds >= size) return relative().format(Math.trunc(seconds / size), unit);
  return t`now`;
}

export function exactTime(timestamp: string): string {
  return exact().format(new Date(timestamp));
}

/** The same, to the second. */
export function exactSecond(timestamp: string): string {
  return second().format(new Date(timestamp));
}

export function count(value: number): string {
  return number().format(value);
}

/** "3.2": one place, as the language writes it. */
export function decimal(value: number): string {
  return tenths().format(value);
}

/** "12 kB", in steps of 1,000. */
export function bytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let rest = value;
  let unit = 0;
  while (rest >= 999.5 && unit < units.length - 1) {
    rest /= 1000;
    unit += 1;
  }
  return `${unit === 0 || rest >= 99.5 ? Math.round(rest) : tenths().format(rest)} ${units[unit]}`;
}

/** "about 2 min", for estimates. */
export function duration(seconds: number): string {
  if (seconds < 10) return t`a few seconds`;
  if (seconds < 90) return t`about ${Math.round(seconds / 5) * 5} s`;
  if (seconds < 5400) return t`about ${Math.round(seconds / 60)} min`;
  return t`about ${tenths().format(seconds / 3600)} h`;
}

/** Shortens in the middle, so that the beginning and the file's extension stay readable. */
export function middle(text: string, most: number): string {
  const points = [...text];
  if (points.length <= most) return text;
  const tail = Math.floor((most - 1) * 0.4);
  return `${points.slice(0, most - 1 - tail).join('')}…${points.slice(points.length - tail).join('')}`;
}
