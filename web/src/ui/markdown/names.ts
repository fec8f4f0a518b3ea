import type { TreeNode } from './tree';

/** What footnotes are called; no element of the page is. */
const OWN_NAMES = /^user-content-/;

/** Rehype plugin: a text's elements get no names under which the page might look for its own. */
export function withoutNames() {
  return (tree: TreeNode): void => unname(tree);
}

function unname(node: TreeNode): void {
  if (!('children' in node) || !node.children) return;
  if (node.type === 'element') {
    if (!OWN_NAMES.test(String(node.properties.id ?? ''))) delete node.properties.id;
    delete node.properties.name;
  }
  node.children.forEach(unname);
}
