import { describe, expect, it } from 'vitest';
import type { ElementNode, TreeNode } from '@/ui/markdown/tree';
import { languageOf, viewKind } from './kinds';
import { afterFrontMatter, outlined, passageMarked } from './passage';

const at = (source: string, part: string) => ({ start: source.indexOf(part), end: source.indexOf(part) + part.length });
const position = (source: string, part: string) => {
  const { start, end } = at(source, part);
  return { start: { offset: start }, end: { offset: end } };
};
const element = (tagName: string, children: TreeNode[], where?: ElementNode['position']): ElementNode => ({ type: 'element', tagName, properties: {}, children, ...(where ? { position: where } : {}) });

/** The tree as text: marks in brackets. */
function drawn(node: TreeNode): string {
  if (node.type === 'text') return node.value;
  const inner = ('children' in node && node.children ? node.children : []).map(drawn).join('');
  return node.type === 'element' && node.properties.dataMark ? `[${inner}]` : inner;
}

describe('the passage in rendered Markdown', () => {
  const source = 'One two **three** four &amp; five `code` end';
  const tree = () =>
    element('p', [
      { type: 'text', value: 'One two ', position: position(source, 'One two ') },
      element('strong', [{ type: 'text', value: 'three', position: position(source, 'three') }], position(source, '**three**')),
      { type: 'text', value: ' four & five ', position: position(source, ' four &amp; five ') },
      element('code', [{ type: 'text', value: 'code', position: position(source, '`code`') }], position(source, '`code`')),
      { type: 'text', value: ' end', position: position(source, ' end') },
    ], { start: { offset: 0 }, end: { offset: source.length } });
  const marked = (part: string) => {
    const root = tree();
    passageMarked(source, at(source, part))()({ type: 'root', children: [root] });
    return drawn(root);
  };

  it('is cut exactly where the text is drawn as it is written', () => {
    expect(marked('two **thr')).toBe('One [two ][thr]ee four & five code end');
  });

  it('takes a piece as a whole where it is written in another way', () => {
    expect(marked('amp; five `co')).toBe('One two three[ four & five ][code] end');
  });

  it('frames a block of code', () => {
    const pre = element('pre', [element('code', [{ type: 'text', value: 'x = 1' }])], { start: { offset: 0 }, end: { offset: 13 } });
    const root: TreeNode = { type: 'root', children: [pre] };
    passageMarked('```\nx = 1\n```', { start: 4, end: 9 })()(root);
    expect(drawn(root)).toBe('[x = 1]');
  });
});

it('puts headings below the title, without leaps', () => {
  const root: TreeNode = { type: 'root', children: ['h1', 'h4', 'h2', 'h6'].map((name) => element(name, [])) };
  outlined()(root);
  expect((root.children as ElementNode[]).map(({ tagName }) => tagName)).toEqual(['h3', 'h4', 'h4', 'h5']);
});

it('knows where front matter ends', () => {
  expect(afterFrontMatter('---\ntitle: x\n---\n# Hi')).toBe(17);
  expect(afterFrontMatter('# Hi\n---\n')).toBe(0);
  expect(afterFrontMatter('---\nnever ends\n')).toBe(0);
});

it('tells how a document is shown', () => {
  const kind = (media_type: string | null, path: string) => viewKind({ media_type, path } as Parameters<typeof viewKind>[0]);
  expect([kind('application/pdf', 'x'), kind(null, 'a/b.PDF'), kind('text/csv', 'x'), kind('text/markdown', 'x'), kind('text/x-source', 'x.py'), kind('application/json', 'x'), kind('text/plain', 'x.yaml'), kind('text/plain', 'x.txt'), kind(null, 'x')]).toEqual(
    ['pdf', 'pdf', 'table', 'markdown', 'code', 'code', 'code', 'text', 'text'],
  );
  const language = (media_type: string, path: string) => languageOf({ media_type, path } as Parameters<typeof languageOf>[0]);
  expect([language('application/json', 'x.txt'), language('text/x-source', 'a.hpp'), language('text/x-source', 'Dockerfile'), language('text/x-source', 'b.rs')]).toEqual(['json', 'cpp', 'dockerfile', 'rs']);
});
