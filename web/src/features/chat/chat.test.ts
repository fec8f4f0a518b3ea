import { describe, expect, it } from 'vitest';
import type { LoggedEvent, RunEvent } from '@/api/types';
import { isDrawable } from '@/ui/markdown/drawable';
import type { TreeNode } from '@/ui/markdown/tree';
import { newSentences } from './announce';
import { applied, opened } from './events';
import { citation, message, source } from './fixtures';
import { citationMarks, lowerHeadings, withSourceList, withTravellingMarks } from './marks';
import { mapRows } from './map';
import { byDocument, excerpt, placeOfCitation, placeOfSource, splitSources, standsOnNothing } from './sources';
import { branch, merge, newestLeaf, sibling } from './tree';
import { remaining } from './useDraft';
import { follows } from './useFollow';

describe('message tree', () => {
  // q1 -> a1 -> q2 -> a3
  //    -> a2         (regenerated)
  // q4 -> a4         (q1 edited)
  const tree = [
    message('q1', null),
    message('a1', 'q1', 'assistant'),
    message('a2', 'q1', 'assistant'),
    message('q2', 'a1'),
    message('a3', 'q2', 'assistant'),
    message('q4', null),
    message('a4', 'q4', 'assistant'),
  ];
  const show = (head: string | null) => branch(tree, head).map(({ message: { id }, siblings }) => `${id}/${siblings.join('')}`).join(' ');

  it('shows the way down to the head, with siblings', () => {
    expect(show('a3')).toBe('q1/q1q4 a1/a1a2 q2/q2 a3/a3');
    expect(show('a2')).toBe('q1/q1q4 a2/a1a2');
  });

  it('falls back to the newest branch', () => {
    expect(show(null)).toBe('q4/q1q4 a4/a4');
    expect(show('unknown')).toBe('q4/q1q4 a4/a4');
    expect(branch([], null)).toEqual([]);
  });

  it('survives a cycle', () => {
    expect(branch([message('x', 'y'), message('y', 'x')], 'x')).toHaveLength(2);
  });

  it('turns to a sibling and down its newest branch', () => {
    const [first, second] = branch(tree, 'a2');
    expect([sibling(first!, 1), sibling(first!, -1), sibling(second!, -1)]).toEqual(['q4', undefined, 'a1']);
    expect([newestLeaf(tree, 'a1'), newestLeaf(tree, 'q4'), newestLeaf(tree, 'q1')]).toEqual(['a3', 'a4', 'a2']);
  });

  it('merges newer states in place', () => {
    const newer = message('a1', 'q1', 'assistant', { content: 'new' });
    expect(merge(tree.slice(0, 2), [newer, message('a9', 'q1')]).map(({ id, content }) => id + content)).toEqual(['q1', 'a1new', 'a9']);
  });
});

describe('events', () => {
  const text = 'Ships 😀 sail[^1].';
  const whole = message('a', 'q', 'assistant', { content: text, citations: [citation(1, 1)], sources: [source(1)], run: 'r' });
  const log: RunEvent[] = [
    { type: 'started', conversation: 'c', question: 'q', answer: 'a', model: 'm', attempt: 1 },
    { type: 'step', step: 'searching' },
    { type: 'sources', sources: whole.sources },
    { type: 'step', step: 'writing' },
    ...[...text].map((char): RunEvent => ({ type: 'delta', text: char })),
    { type: 'cited', citation: whole.citations[0]! },
    { type: 'titled', title: 'Ships' },
  ];
  const numbered = (events: RunEvent[]): LoggedEvent[] => events.map((event, index) => ({ run: 'r', seq: index + 1, event }));
  const start = opened(message('a', 'q', 'assistant', { state: 'streaming', run: 'r' }));

  it('replays to the message', () => {
    const view = numbered(log).reduce(applied, start);
    expect(view.message).toEqual({ ...whole, state: 'streaming', problem: undefined });
    expect([view.step, view.title, view.seq]).toEqual(['writing', 'Ships', log.length]);
    expect(applied(view, { run: 'r', seq: view.seq + 1, event: { type: 'finished', message: whole } })).toMatchObject({ message: whole, step: null });
  });

  it('gives the same when parts are replayed twice', () => {
    const events = numbered(log);
    expect([...events.slice(0, 9), ...events.slice(2)].reduce(applied, start)).toEqual(events.reduce(applied, start));
  });

  it('starts anew after a restart of the server', () => {
    const again = numbered([...log.slice(0, 8), ...log]);
    expect(again.reduce(applied, start).message.content).toBe(text);
  });

  it('keeps going on events it does not know', () => {
    expect(applied(start, { run: 'r', seq: 1, event: { type: 'thought' } as unknown as RunEvent })).toEqual({ ...start, seq: 1 });
  });
});

describe('marks', () => {
  const rendered = (value: string, tagName = 'p'): TreeNode => {
    const tree: TreeNode = { type: 'element', tagName, properties: {}, children: [{ type: 'text', value: withTravellingMarks(value, false) }] };
    citationMarks()(tree);
    return tree;
  };

  it('become elements in text and hold on to the word before', () => {
    const held = (word: string, k: string) => ({ tagName: 'span', children: [{ value: word }, { tagName: 'sup', properties: { dataCitation: k } }] });
    expect(rendered('It is one [^1][^2] two[^12].')).toMatchObject({
      children: [
        { value: 'It is ' },
        held('one', '1'),
        { tagName: 'sup', properties: { dataCitation: '2' } },
        { value: ' ' },
        held('two', '12'),
        { value: '.' },
      ],
    });
  });

  it('stay what they were in code', () => {
    expect(rendered('/[^1]/', 'code')).toMatchObject({ children: [{ type: 'text', value: '/[^1]/' }] });
  });

  it('are held back while incomplete, only at the end, only while streaming', () => {
    for (const tail of ['[', '[^', '[^1']) expect(withTravellingMarks(`Text${tail}`, true)).toBe('Text');
    expect(withTravellingMarks('Text[^', false)).toBe('Text[^');
    expect(withTravellingMarks('a [^ b', true)).toBe('a [^ b');
  });

  it('cannot be forged', () => {
    expect(rendered('\uE2007\uE201')).toMatchObject({ children: [{ type: 'text', value: '7' }] });
  });

  it('are copied with the numbers that readers see, without the unsupported', () => {
    const answer = {
      content: 'One[^1]. Two [^2]. Three[^3].',
      citations: [citation(1, 4), citation(2, 4, { check: { verdict: 'unsupported', reason: 'no', score: 0 } }), citation(3, 2)],
      sources: [source(2, { page: 7 }), source(3), source(4, { title: 'Notes' })],
    };
    expect(withSourceList(answer)).toBe('One [1]. Two. Three [2].\n\nSources:\n[1] Notes\n[2] Handbook, page 7');
  });
});

describe('sources', () => {
  const sources = [source(1), source(2, { document: 'd2', title: 'Notes', page: 3 }), source(3)];
  const citations = [citation(1, 3), citation(2, 1, { check: { verdict: 'unsupported', reason: 'no', score: 0 } })];

  it('are split into cited and read', () => {
    const { cited, rest } = splitSources({ citations, sources });
    expect([cited.map(({ number }) => number), rest.map(({ number }) => number)]).toEqual([[3], [1, 2]]);
    const all = splitSources({ citations: [citation(3, 1), citation(1, 3), citation(2, 3)], sources }).cited;
    expect(all.map(({ number }) => number)).toEqual([3, 1]);
  });

  it('are grouped by document', () => {
    expect(byDocument(sources).map((group) => [group.title, group.sources.length])).toEqual([['Handbook', 2], ['Notes', 1]]);
  });

  it('know their place', () => {
    expect(placeOfCitation(citations[0]!, sources)).toEqual({ document: 'd1', revision: 'r1', start: 300, end: 310 });
    expect(placeOfSource(sources[1]!)).toEqual({ document: 'd2', revision: 'r1', start: 200, end: 250, page: 3 });
    expect(placeOfSource(sources[2]!, citations)).toMatchObject({ start: 300, end: 310 });
  });
  it('knows an answer that stands on nothing', () => {
    const info = { model: 'm', mode: 'generated' as const, abstained: false, usage: { prompt_tokens: 1, completion_tokens: 1 } };
    const check = (verdict: 'supported' | 'unsupported') => [citation(1, 1, { check: { verdict, reason: '', score: 0 } })];
    const answer = (change: object) => message('a', null, 'assistant', { answer: info, ...change });
    expect(standsOnNothing(answer({}))).toBe(true);
    expect(standsOnNothing(answer({ citations: check('unsupported') }))).toBe(true);
    expect(standsOnNothing(answer({ citations: check('supported') }))).toBe(false);
    expect(standsOnNothing(answer({ state: 'stopped' }))).toBe(false);
    expect(standsOnNothing(answer({ answer: { ...info, abstained: true } }))).toBe(false);
    expect(standsOnNothing(answer({ answer: { ...info, mode: 'plain' } }))).toBe(false);
  });

  it('are shown without signs of Markdown at the beginning of lines', () => {
    expect(excerpt('# Pumps\n\n## Care\nGrease #1 daily.\n> Said so.')).toBe('Pumps\n\nCare\nGrease #1 daily.\nSaid so.');
  });
});

describe('announcements', () => {
  it('say whole sentences once, without marks', () => {
    const content = 'The **first** one[^1]. The second';
    const first = newSentences(content, 0, false);
    expect(first.text).toBe('The first one.');
    expect(newSentences(content, first.next, false).text).toBe('');
    expect(newSentences(content, first.next, true).text).toBe('The second');
  });
});

it('does not make headings of the beginning of a list', () => {
  expect(withTravellingMarks('- one\n- two\n  -', true)).toBe('- one\n- two');
  expect(withTravellingMarks('- one\n- two\n  - x', true)).toBe('- one\n- two\n  - x');
  expect(withTravellingMarks('The end.\n\n---', false)).toBe('The end.\n\n---');
});

it('keeps of a draft what was written on while it was sent', () => {
  expect(remaining('  When? ', 'When?')).toBe('');
  expect(remaining('When? And', 'When?')).toBe('And');
  expect(remaining('Something else', 'When?')).toBe('Something else');
});

it('moves headings of answers below the title of the page', () => {
  const tree: TreeNode = { type: 'root', children: ['h1', 'h5', 'h6', 'p'].map((tagName) => ({ type: 'element', tagName, properties: {}, children: [] })) };
  lowerHeadings()(tree);
  expect(tree.children?.map((node) => 'tagName' in node && node.tagName)).toEqual(['h2', 'h6', 'h6', 'p']);
});

it('follows the end until the reader scrolls up, by however little', () => {
  expect(follows(true, 500, 497, 3), 'the first pixels of a wheel').toBe(false);
  expect(follows(false, 497, 497, 60), 'growth below').toBe(false);
  expect(follows(true, 500, 500, 60), 'growth below').toBe(true);
  expect(follows(false, 300, 480, 20), 'back down to about the end').toBe(true);
  expect(follows(true, 500, 400, 0), 'the content became shorter').toBe(true);
});

describe('what is drawn as Markdown', () => {
  it('is all that people and models write', () => {
    const list = Array.from({ length: 400 }, (_, index) => `${' '.repeat((index % 6) * 2)}- **Item** [${index}](https://example.org) \`code\`[^1]`);
    const code = '```json\n' + '[[["_"]]],\n'.repeat(2_000) + '```\n\nBehind it.';
    for (const text of ['', '> > > quoted', list.join('\n'), code, '| a | b |\n|---|---|\n' + '| *x* | `y` |\n'.repeat(100)]) expect(isDrawable(text), text.slice(0, 40)).toBe(true);
  });

  it('is not what would stop the page', () => {
    const bad = ['>'.repeat(20_000), '- '.repeat(5_000) + 'x', '['.repeat(20_000), '*a '.repeat(5_000), '<div>\n\n'.repeat(5_000), 'x'.repeat(300_000), `~~~\ncode\n~~~\n${'1. '.repeat(100)}`];
    for (const text of bad) expect(isDrawable(text), text.slice(0, 40)).toBe(false);
  });
});

describe('the map of branches', () => {
  const drawn = (pairs: [string, string | null][]) =>
    mapRows(pairs.map(([id, parent]) => message(id, parent))).map(({ message: { id }, lane, passing, opening }) => `${id}@${lane} |${passing.join(',')} +${opening.join(',')}`);

  it('keeps a conversation without branches in one lane', () => {
    expect(drawn([['a', null], ['b', 'a'], ['c', 'b']])).toEqual(['a@0 | +', 'b@0 | +', 'c@0 | +']);
  });

  it('runs a line down to every further child and frees its lane after it', () => {
    const tree: [string, string | null][] = [['q', null], ['a', 'q'], ['b', 'q'], ['a2', 'a'], ['b2', 'b'], ['b3', 'b']];
    expect(drawn(tree)).toEqual(['q@0 | +1', 'a@0 |1 +', 'a2@0 |1 +', 'b@1 | +2', 'b2@1 |2 +', 'b3@2 | +']);
  });

  it('shows every message once, whatever hangs on nothing or on itself', () => {
    expect(drawn([['a', 'gone'], ['b', 'a'], ['second root', null]]).length).toBe(3);
    const deep = Array.from({ length: 20_000 }, (_, n): [string, string | null] => [String(n), n === 0 ? null : String(n - 1)]);
    expect(drawn(deep).length).toBe(20_000);
  });
});
