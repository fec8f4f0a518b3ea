import type { Message } from '@/api/types';
import { isSupported, withoutMarks } from './marks';

/** A sentence with its marks, or a line of a list: up to an end of a sentence that white space or a mark follows, the marks after it included. */
const SENTENCE = /[^.!?\n]+(?:[.!?](?!\s|$|\[\^|["'”’)\]]*(?:\s|$))[^.!?\n]*)*[.!?]*["'”’)]*(?:\s*\[\^\d{1,4}\])*/gu;
/** Too short to state anything. */
const LEAST_WORDS = 4;

/**
 * The sentences of a written answer that no valid citation stands behind. Quoted answers have none; headings, questions, code and very short
 * sentences state nothing. An answer that says that the documents do not hold it needs no source either.
 */
export function unsupportedSentences({ content, citations, answer, state }: Pick<Message, 'content' | 'citations' | 'answer' | 'state'>): string[] {
  if (answer?.mode !== 'generated' || answer.abstained || state !== 'complete') return [];
  const valid = new Set(citations.filter(isSupported).map(({ number }) => number));
  const prose = content.replace(/^(```|~~~)[\s\S]*?^\1.*$/gm, '').replace(/^#{1,6} .*$|^\|.*$|^>.*$/gm, '');
  return [...prose.matchAll(SENTENCE)]
    .map(([sentence]) => sentence.trim())
    .filter((sentence) => {
      const marks = [...sentence.matchAll(/\[\^(\d{1,4})\]/g)].map(([, number]) => Number(number));
      const plain = withoutMarks(sentence);
      const states = plain.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length >= LEAST_WORDS && !/[?:]$/.test(plain.trim());
      return states && !marks.some((mark) => valid.has(mark));
    })
    .map((sentence) => withoutMarks(sentence));
}
