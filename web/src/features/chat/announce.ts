import { plain } from './marks';

const SENTENCE_END = /[.!?。！？…]["'”’)\]]*(?=\s)|\n+/gu;

/** The sentences that are complete after `from`, as a screen reader should say them, and where the next one begins. */
export function newSentences(content: string, from: number, finished: boolean): { text: string; next: number } {
  let next = from;
  if (finished) next = content.length;
  else {
    SENTENCE_END.lastIndex = from;
    for (let match = SENTENCE_END.exec(content); match; match = SENTENCE_END.exec(content)) next = match.index + match[0].length;
  }
  return { text: plain(content.slice(from, next)), next };
}
