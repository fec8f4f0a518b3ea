import { describe, expect, it } from 'vitest';
import type { Message } from '@/api/types';
import { artifactsIn, versionsOf } from './artifacts';
import { csv } from '@/ui/markdown/csv';
import { citation, message } from './fixtures';
import { excerpt } from './sources';
import { unsupportedSentences } from './support';

describe('tables as CSV', () => {
  it('quote what needs it', () => {
    expect(csv([['a', 'b,c', 'say "hi"'], ['1', 'two\nlines', '']])).toBe('a,"b,c","say ""hi"""\r\n1,"two\nlines",');
  });

  it('run nothing in a spreadsheet, and keep numbers', () => {
    expect(csv([['=1+1', '-5', '+49 30', '@SUM(A1)', '-cmd', '-1,5 %', '+A1']])).toBe("'=1+1,-5,+49 30,'@SUM(A1),'-cmd,\"-1,5 %\",'+A1");
  });
});

describe('artifacts', () => {
  const page = '<!doctype html>\n<title>Clock  face</title>\n<p>12</p>';
  it('are pages and pictures in fences of their own', () => {
    const found = artifactsIn(`Look:\n\n\`\`\`html\n${page}\n\`\`\`\n\nand\n\n\`\`\`svg title="Dot"\n<svg><circle/></svg>\n\`\`\`\n`);
    expect(found.map(({ kind, title, complete }) => [kind, title, complete])).toEqual([
      ['html', 'Clock face', true],
      ['svg', 'Dot', true],
    ]);
    expect(found[0]!.code.trim()).toBe(page);
  });

  it('are none when they are a line of markup, or another language', () => {
    expect(artifactsIn('```html\n<b>x</b>\n```\n```js\n<svg>\n```')).toEqual([]);
  });

  it('are not whole while they are written', () => {
    expect(artifactsIn(`\`\`\`html\n${page}`)[0]!.complete).toBe(false);
  });

  it('have versions in the branch', () => {
    const branch = ['1', '2', '3'].map((id) => message(id, null, 'assistant', { content: `\`\`\`html\n${id === '2' ? page.replace('Clock  face', 'Other') : page}\n\`\`\`` }));
    expect(versionsOf(branch, '3:0').map(({ id }) => id)).toEqual(['1:0', '3:0']);
    expect(versionsOf(branch, 'gone:0')).toEqual([]);
  });
});

it('reads passages without the signs of Markdown', () => {
  expect(excerpt('## Pumps\n\n- **First** the `seal`\n\n| A | B |\n| --- | --- |\n| 1 | 2 |\n\nsee [here](x.md), 2 * 3 * 4, snake_case_name')).toBe(
    'Pumps\n\nFirst the seal\n\nA · B\n\n1 · 2\n\nsee here, 2 * 3 * 4, snake_case_name',
  );
});

describe('statements without a source', () => {
  const written = (content: string, change: Partial<Message> = {}) =>
    unsupportedSentences({
      ...message('a', 'q', 'assistant', {
        content,
        answer: { model: 'm', mode: 'generated', abstained: false, usage: { prompt_tokens: 1, completion_tokens: 1 } },
        citations: [citation(1, 1), { ...citation(2, 1), check: { verdict: 'unsupported', reason: '', score: 0 } }],
        ...change,
      }),
    });

  it('are those that no valid citation follows', () => {
    expect(written('The pump was built in 1.5 days by Ida. [^1] It is painted blue all over [^2]. Nobody ever liked it much.')).toEqual([
      'It is painted blue all over.',
      'Nobody ever liked it much.',
    ]);
    expect(written('The pump was built by Ida.[^1] It is painted blue all over.[^2] Nobody ever liked it much.')).toEqual(['It is painted blue all over.', 'Nobody ever liked it much.']);
  });

  it('are neither headings, code, quotes, questions nor short words', () => {
    expect(written('## A heading of many words here\n\n```\nlet x be four words long\n```\n\nIs that not so for all of us?\n\nYes, indeed.')).toEqual([]);
  });

  it('do not exist in quotes and abstentions', () => {
    expect(written('Nobody ever liked it much.', { answer: { model: 'm', mode: 'extractive', abstained: false, usage: { prompt_tokens: 0, completion_tokens: 0 } } })).toEqual([]);
  });
});
