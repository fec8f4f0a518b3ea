import type { DocumentText } from '@/api/types';
import { sliceCodePoints } from '@/lib/codepoints';

/** The parts of the passage by the page they stand on, in order. A passage of no known page stands on the one that is asked for. */
export function quotesOf(text: DocumentText | undefined, start: number | undefined, end: number | undefined, asked: number): Map<number, string> {
  if (!text || start === undefined || end === undefined || end <= start) return new Map();
  const parts = text.pages.flatMap((page): [number, string][] => {
    const part = sliceCodePoints(text.text, Math.max(start, page.start), Math.max(start, Math.min(end, page.end))).trim();
    return page.start < end && page.end > start && part ? [[page.number, part]] : [];
  });
  return new Map(parts.length > 0 ? parts : [[asked, sliceCodePoints(text.text, start, end)]]);
}
