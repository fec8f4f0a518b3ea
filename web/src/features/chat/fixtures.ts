import type { Citation, Message, Source } from '@/api/types';

/** Messages for tests. */
export function message(id: string, parent: string | null, role: 'user' | 'assistant' = 'user', change: Partial<Message> = {}): Message {
  return {
    id,
    conversation: 'c',
    parent,
    role,
    content: '',
    state: 'complete',
    citations: [],
    sources: [],
  documents: [],
    answer: null,
    run: null,
    created_at: '2026-01-01T00:00:00Z',
    ...change,
  };
}

export function source(number: number, change: Partial<Source> = {}): Source {
  return {
    number,
    chunk: `k${number}`,
    document: 'd1',
    revision: 'r1',
    title: 'Handbook',
    path: 'handbook.pdf',
    headings: [],
    start: number * 100,
    end: number * 100 + 50,
    text: 'A passage.',
    score: 0.5,
    ...change,
  };
}

export function citation(number: number, of: number, change: Partial<Citation> = {}): Citation {
  return {
    number,
    source: of,
    document: 'd1',
    title: 'Handbook',
    start: of * 100,
    end: of * 100 + 10,
    quote: 'A passage.',
    claim: 'A passage.',
    check: { verdict: 'quoted', reason: 'word for word in the source', score: 1 },
    ...change,
  };
}
