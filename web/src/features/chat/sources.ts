import type { Citation, Id, Message, Source } from '@/api/types';
import { isSupported, sourceNumbers } from './marks';

/** What the viewer needs to show a passage. */
export interface Place {
  document: Id;
  revision?: Id;
  start: number;
  end: number;
  page?: number;
  /** `message:number` of the citation that leads there. */
  cite?: string;
}

/** Sources of one document. */
export interface SourceGroup {
  document: Id;
  title: string;
  path: string;
  sources: Source[];
}

/** Sources that a valid citation points to, in the order of the text, and the rest that was read. */
export function splitSources({ citations, sources }: Pick<Message, 'citations' | 'sources'>): { cited: Source[]; rest: Source[] } {
  const shown = sourceNumbers(citations);
  const rank = ({ number }: Source) => shown.get(number) ?? 0;
  return {
    cited: sources.filter(rank).sort((a, b) => rank(a) - rank(b)),
    rest: sources.filter((source) => !rank(source)),
  };
}

/** Groups by document, in the order of the first source of each. */
export function byDocument(sources: readonly Source[]): SourceGroup[] {
  const groups = new Map<Id, SourceGroup>();
  for (const source of sources) {
    const group = groups.get(source.document);
    if (group) group.sources.push(source);
    else groups.set(source.document, { document: source.document, title: source.title, path: source.path, sources: [source] });
  }
  return [...groups.values()];
}

/** Where a citation's quote stands. */
export function placeOfCitation(citation: Citation, sources: readonly Source[]): Place {
  const source = sources.find(({ number }) => number === citation.source);
  return place(citation, citation.document, source?.revision);
}

/** Where a passage stands; its first valid quote, if the answer cites it. */
export function placeOfSource(source: Source, citations: readonly Citation[] = []): Place {
  const quote = citations.find((citation) => citation.source === source.number && isSupported(citation));
  return place(quote ?? source, source.document, source.revision);
}

function place(span: { start: number; end: number; page?: number | null }, document: Id, revision?: Id): Place {
  return { document, start: span.start, end: span.end, ...(revision ? { revision } : {}), ...(span.page ? { page: span.page } : {}) };
}

/** A citation as the address names it. */
export function citeOf(message: Id, { number }: Pick<Citation, 'number'>): string {
  return `${message}:${number}`;
}

/**
 * The text of a passage in running prose: without the signs of headings, quotes and lists at the beginning of lines, emphasis, links and
 * the bars of tables, which tell nothing where they are not drawn.
 */
export function excerpt(text: string): string {
  return text
    .replace(/^[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|?)+[ \t]*$/gm, '')
    .replace(/^[ \t]*(?:#{1,6}|>+|[-*+]|\d{1,3}[.)])[ \t]+/gm, '')
    .replace(/!?\[([^\]]*)\]\([^)\s]*\)/g, '$1')
    .replace(/(\*\*|__)(?=\S)([\s\S]*?\S)\1/g, '$2')
    .replace(/`([^`\n]+)`/g, '$1')
    .replace(/^[ \t]*\|[ \t]*|[ \t]*\|[ \t]*$/gm, '')
    .replace(/[ \t]*\|[ \t]*/g, ' · ')
    .trim();
}

/** Whether a model wrote an answer from documents and not one of its citations holds. */
export function standsOnNothing({ answer, citations, state }: Pick<Message, 'answer' | 'citations' | 'state'>): boolean {
  const written = state === 'complete' && answer?.mode === 'generated' && !answer.abstained;
  return written && !citations.some(isSupported);
}
