/** The parts of a hast tree that our plugins touch. */

/** Where a node stands in the Markdown, in UTF-16 units; nodes that no sign of the source stands for have none. */
export interface Position {
  start: { offset?: number };
  end: { offset?: number };
}
export interface TextNode {
  type: 'text';
  value: string;
  position?: Position;
}
export interface ElementNode {
  type: 'element';
  tagName: string;
  properties: Record<string, unknown>;
  children: TreeNode[];
  position?: Position;
}
export interface OtherNode {
  type: 'root' | 'comment' | 'doctype' | 'raw';
  children?: TreeNode[];
  position?: Position;
}
export type TreeNode = TextNode | ElementNode | OtherNode;
