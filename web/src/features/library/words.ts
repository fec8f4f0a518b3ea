import type { Document, DocumentState, IngestionSnapshot, IngestStep } from '@/api/types';
import { count, duration } from '@/lib/format';
import type { Tone } from '@/ui/notice';

/** States as people read them. */
export const STATES: Record<DocumentState, { name: string; tone?: Tone }> = {
  queued: { name: 'Waiting' },
  processing: { name: 'Reading', tone: 'info' },
  paused: { name: 'Paused', tone: 'warn' },
  ready: { name: 'Ready', tone: 'ok' },
  failed: { name: 'Failed', tone: 'error' },
  cancelled: { name: 'Cancelled' },
};

export const STEPS: Record<IngestStep, string> = {
  extract: 'Reading',
  chunk: 'Splitting',
  embed: 'Learning',
  index: 'Indexing',
  done: 'Done',
};

/** "12 of 40 · 3.2 per second · about 10 s left". */
export function progressWords({ running, queued, done, failed, rate, eta_seconds: eta }: IngestionSnapshot): string {
  const finished = done + failed;
  const parts = [`${count(finished)} of ${count(finished + running + queued)} done`];
  if (rate > 0) parts.push(rate >= 1 ? `${rate.toFixed(1)} per second` : `${Math.max(1, Math.round(rate * 60))} per minute`);
  if (eta) parts.push(`${duration(eta)} left`);
  if (failed > 0) parts.push(`${count(failed)} failed`);
  return parts.join(' · ');
}

/** Faults of the file itself: reading the same bytes once more ends the same. */
const FINAL = new Set(['unsupported', 'encrypted', 'needs_ocr', 'broken', 'empty', 'too_large']);

export function isFinal(problem: Document['problem']): boolean {
  return FINAL.has(problem?.code ?? '');
}

const KINDS: Record<string, string> = {
  'application/pdf': 'PDF',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
  'text/markdown': 'Markdown',
  'text/html': 'HTML',
  'text/plain': 'Text',
  'text/csv': 'CSV',
  'application/json': 'JSON',
};

/** Kind of a document: by its content once that is known, before by the end of its name. */
export function kindOf(mediaType: string | null | undefined, path: string): string {
  if (mediaType) return KINDS[mediaType] ?? (mediaType.startsWith('text/') ? 'Code' : (mediaType.split('/')[1] ?? mediaType));
  const end = path.split('/').at(-1)?.match(/\.([a-z0-9]{1,6})$/i)?.[1];
  return end ? end.toUpperCase() : '';
}
