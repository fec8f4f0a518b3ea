import type { ElementNode, TreeNode } from '@/ui/markdown/tree';
import type { Hit } from './find';
import { markClass } from './Marked';

/** The title of the document is a heading of this level. */
const TITLE_LEVEL = 2;

/** Rehype plugin: headings stand below the document's title, without leaps. */
export function outlined() {
  return (tree: TreeNode): void => {
    let above = TITLE_LEVEL;
    const walk = (node: TreeNode) => {
      if (!('children' in node) || !node.children) return;
      const level = node.type === 'element' ? /^h([1-6])$/.exec(node.tagName)?.[1] : undefined;
      if (level && node.type === 'element') {
        above = Math.min(Number(level) + TITLE_LEVEL, above + 1, 6);
        node.tagName = `h${above}`;
      }
      node.children.forEach(walk);
    };
    walk(tree);
  };
}

/** Rehype plugin: marks what of the source's `passage` is drawn. A block of code is marked as a whole. */
export function passageMarked(source: string, passage: Hit) {
  return () => (tree: TreeNode): void => {
    walk(tree, false);
  };

  function walk(node: TreeNode, inside: boolean): void {
    if (!('children' in node) || !node.children) return;
    node.children = node.children.flatMap((child) => marked(child, inside));
  }

  function marked(node: TreeNode, inside: boolean): TreeNode[] {
    const span = spanOf(node);
    if (span && (span.end <= passage.start || span.start >= passage.end)) return [node];
    if (node.type === 'element') {
      if (node.tagName === 'pre') return span ? [framed(node)] : [node];
      if (node.tagName === 'code') return span || inside ? [wrapped(node)] : [node];
      walk(node, span ? span.start >= passage.start && span.end <= passage.end : inside);
      return [node];
    }
    if (node.type !== 'text' || !node.value.trim()) return [node];
    if (!span) return inside ? [wrapped(node)] : [node];
    // Escapes and entities are shorter drawn than written: then the whole piece is marked.
    if (source.slice(span.start, span.end) !== node.value) return [wrapped(node)];
    const from = Math.max(0, passage.start - span.start);
    const to = Math.min(node.value.length, passage.end - span.start);
    const piece = (value: string): TreeNode[] => (value ? [{ type: 'text', value }] : []);
    return [...piece(node.value.slice(0, from)), ...piece(node.value.slice(from, to)).map(wrapped), ...piece(node.value.slice(to))];
  }
}

function wrapped(node: TreeNode): ElementNode {
  return { type: 'element', tagName: 'mark', properties: { dataMark: 'passage', className: [markClass(['passage'])] }, children: [node] };
}

function framed(node: ElementNode): ElementNode {
  return { type: 'element', tagName: 'div', properties: { dataMark: 'passage', className: ['rounded-md ring-2 ring-border-strong outline-4 outline-highlight'] }, children: [node] };
}

function spanOf(node: TreeNode): Hit | null {
  const start = node.position?.start.offset;
  const end = node.position?.end.offset;
  return start === undefined || end === undefined ? null : { start, end };
}

/** Where the text begins after YAML between lines of dashes at its top, which says something about the text and is none of it. */
export function afterFrontMatter(text: string): number {
  return /^---\n(?:.*\n){0,200}?(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(text)?.[0].length ?? 0;
}
