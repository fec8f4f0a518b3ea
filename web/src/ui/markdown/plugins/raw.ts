/**
 * Takes the place of `rehype-raw` (see vite.config.ts): the parser of HTML is a third of the renderer, and few texts contain any. Until it
 * is loaded, tags are left out and their words stay. What comes out is made safe afterwards, as always.
 */
import type { Options, raw } from 'hast-util-raw';

type Tree = Parameters<typeof raw>[0];

let parse: typeof raw | null = null;

/** Whether tags are understood by now. */
export function knowsHtml(): boolean {
  return parse !== null;
}

export async function loadHtml(): Promise<void> {
  parse = (await import('hast-util-raw')).raw;
}

export default function rehypeRaw(options?: Options | null) {
  return (tree: Tree, file: NonNullable<Options['file']>) => (parse ? parse(tree, { ...options, file }) : tree);
}
