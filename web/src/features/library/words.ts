import { i18n, type MessageDescriptor } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import type { Document, DocumentAction, DocumentState, IngestionSnapshot, IngestStep } from '@/api/types';
import { count, decimal, duration } from '@/lib/format';
import type { Tone } from '@/ui/notice';

const STATES: Record<DocumentState, MessageDescriptor> = {
  queued: msg`Waiting`,
  processing: msg`Reading`,
  paused: msg`Paused`,
  ready: msg`Ready`,
  failed: msg`Failed`,
  cancelled: msg`Cancelled`,
};

export const ALL_STATES = Object.keys(STATES) as DocumentState[];

export const STATE_TONES: Partial<Record<DocumentState, Tone>> = { processing: 'info', paused: 'warn', ready: 'ok', failed: 'error' };

/** States as people read them. */
export function stateName(state: DocumentState): string {
  return i18n._(STATES[state]);
}

const STEPS: Record<IngestStep, MessageDescriptor> = {
  extract: msg`Reading`,
  chunk: msg`Splitting`,
  embed: msg`Learning`,
  index: msg`Indexing`,
  done: msg`Done`,
};

export function stepName(step: IngestStep): string {
  return i18n._(STEPS[step]);
}

const ACTION_WORDS: Record<DocumentAction, MessageDescriptor> = {
  pause: msg`Pause`,
  resume: msg`Resume`,
  cancel: msg`Cancel`,
  retry: msg`Try again`,
  reindex: msg`Read again`,
};

export function actionName(action: DocumentAction): string {
  return i18n._(ACTION_WORDS[action]);
}

/** "12 of 40 done · 3.2 per second · about 10 s left". */
export function progressWords({ running, queued, done, failed, rate, eta_seconds: eta }: IngestionSnapshot): string {
  const finished = done + failed;
  const parts = [t`${count(finished)} of ${count(finished + running + queued)} done`];
  if (rate > 0) parts.push(rate >= 1 ? t`${decimal(rate)} per second` : t`${Math.max(1, Math.round(rate * 60))} per minute`);
  if (eta) parts.push(t`${duration(eta)} left`);
  if (failed > 0) parts.push(t`${count(failed)} failed`);
  return parts.join(' · ');
}

/** Faults of the file itself: reading the same bytes once more ends the same. */
const FINAL = new Set(['unsupported', 'encrypted', 'needs_ocr', 'broken', 'empty', 'too_large']);

export function isFinal(problem: Document['problem']): boolean {
  return FINAL.has(problem?.code ?? '');
}

/** Names of formats are names everywhere; words are not. */
const KINDS: Record<string, string | MessageDescriptor> = {
  'application/pdf': 'PDF',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
  'text/markdown': 'Markdown',
  'text/html': 'HTML',
  'text/plain': msg`Text`,
  'text/csv': 'CSV',
  'application/json': 'JSON',
};

/** Kind of a document: by its content once that is known, before by the end of its name. */
export function kindOf(mediaType: string | null | undefined, path: string): string {
  if (mediaType) {
    const kind = KINDS[mediaType];
    if (kind) return typeof kind === 'string' ? kind : i18n._(kind);
    return mediaType.startsWith('text/') ? t`Code` : (mediaType.split('/')[1] ?? mediaType);
  }
  const end = path.split('/').at(-1)?.match(/\.([a-z0-9]{1,6})$/i)?.[1];
  return end ? end.toUpperCase() : '';
}

/** Name of a language in the page's language: "German". */
export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames([i18n.locale], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
