import type { Citation, Message } from '@/api/types';
import type { ElementNode, TextNode, TreeNode } from '@/ui/markdown/tree';

/**
 * Citation marks on their way through Markdown. `[^k]` would be taken for a footnote, which makes the renderer treat the whole answer
 * as one block and draw it anew with every token; so marks travel as two private-use characters around the number.
 */
const OPEN = '\uE200';
const CLOSE = '\uE201';
const MARK = /\[\^(\d{1,4})\]/g;
const TRAVELLING = new RegExp(`${OPEN}(\\d+)${CLOSE}`, 'g');
const UNFINISHED = /\[(?:\^\d{0,4})?$/;
/** A last line of nothing but dashes is the beginning of a list or a rule; until it goes on, it would make a heading of the line above. */
const DASHES = /\n[ \t]*(?:-+|=+)[ \t]*$/;

/** The content as the renderer gets it. While streaming, the beginning of a mark or a line of dashes at the very end is held back. */
export function withTravellingMarks(content: string, streaming: boolean): string {
  const clean = content.replaceAll(OPEN, '').replaceAll(CLOSE, '');
  return (streaming ? clean.replace(UNFINISHED, '').replace(DASHES, '') : clean).replace(MARK, `${OPEN}$1${CLOSE}`);
}

/** The content without any marks. */
export function withoutMarks(content: string): string {
  return content.replace(/[ \t]*\[\^\d{1,4}\]/g, '');
}

/** The words of a text without its markup. */
export function plain(markdown: string): string {
  return withoutMarks(markdown)
    .replace(/```[^\n]*|[*_`#>|]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The answer as plain Markdown, with the numbers of its sources and their list below. Unsupported marks are left out. */
export function withSourceList({ content, citations, sources }: Pick<Message, 'content' | 'citations' | 'sources'>): string {
  const numbers = sourceNumbers(citations);
  const valid = new Map(citations.filter(isSupported).map((citation) => [citation.number, numbers.get(citation.source)]));
  const text = content.replace(/[ \t]*\[\^(\d{1,4})\]/g, (_, k: string) => {
    const shown = valid.get(Number(k));
    return shown === undefined ? '' : ` [${shown}]`;
  });
  const list = [...numbers].flatMap(([source, shown]) => {
    const found = sources.find(({ number }) => number === source);
    return found ? [`[${shown}] ${found.title}${found.page ? `, page ${found.page}` : ''}`] : [];
  });
  return list.length > 0 ? `${text.trim()}\n\nSources:\n${list.join('\n')}` : text.trim();
}

/** The numbers that readers see: 1 for the source that the text cites first, and so on. Sources without a valid citation have none. */
export function sourceNumbers(citations: readonly Citation[]): Map<number, number> {
  const valid = citations.filter(isSupported).sort((a, b) => a.number - b.number);
  return new Map([...new Set(valid.map(({ source }) => source))].map((source, at) => [source, at + 1]));
}

export function isSupported({ check }: Citation): boolean {
  return check.verdict !== 'unsupported';
}

/** Rehype plugin: the page's own title is the one heading of the first level, so those of an answer move down by one. */
export function lowerHeadings() {
  return (tree: TreeNode): void => lower(tree);
}

function lower(node: TreeNode): void {
  if (!('children' in node) || !node.children) return;
  if (node.type === 'element') node.tagName = node.tagName.replace(/^h([1-5])$/, (_, level: string) => `h${Number(level) + 1}`);
  node.children.forEach(lower);
}

/** Rehype plugin: travelling marks become `<sup data-citation="k">`; in code they become what the author wrote. */
export function citationMarks() {
  return (tree: TreeNode): void => walk(tree, false);
}

function walk(node: TreeNode, inCode: boolean): void {
  if (!('children' in node) || !node.children) return;
  const code = inCode || (node.type === 'element' && (node.tagName === 'code' || node.tagName === 'pre'));
  node.children = node.children.flatMap((child) => {
    if (child.type !== 'text') {
      walk(child, code);
      return [child];
    }
    if (!child.value.includes(OPEN)) return [child];
    if (code) return [{ type: 'text', value: child.value.replace(TRAVELLING, '[^$1]') } satisfies TextNode];
    return split(child.value);
  });
}

function split(value: string): TreeNode[] {
  const parts: TreeNode[] = [];
  let from = 0;
  for (const match of value.matchAll(TRAVELLING)) {
    const before = value.slice(from, match.index).replace(/[ \t]+$/, '');
    const mark: ElementNode = { type: 'element', tagName: 'sup', properties: { dataCitation: match[1] }, children: [] };
    // A mark must not wrap to the next line alone: it holds on to the word before it.
    const word = /\S{1,24}$/.exec(before)?.[0] ?? '';
    const rest = before.slice(0, before.length - word.length);
    if (rest) parts.push({ type: 'text', value: rest });
    if (word) parts.push({ type: 'element', tagName: 'span', properties: { className: ['whitespace-nowrap'] }, children: [{ type: 'text', value: word }, mark] });
    else parts.push(mark);
    from = match.index + match[0].length;
  }
  if (from < value.length) parts.push({ type: 'text', value: value.slice(from) });
  return parts;
}
