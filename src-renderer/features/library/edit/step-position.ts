import { ensureSyntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';

/** Parsing a megabyte takes about this long; a place that is not found by then is not gone to. */
const patienceMs = 200;

interface TreeNode {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  getChild(name: string): TreeNode | null;
  getChildren(name: string): readonly TreeNode[];
}

/** Offset at which the value of a path begins, by the editor's own syntax tree; undefined where it is not there. */
export function positionOf(state: EditorState, path: readonly (string | number)[]): number | undefined {
  const tree = ensureSyntaxTree(state, state.doc.length, patienceMs);
  let node: TreeNode | undefined = tree === null ? undefined : (tree.topNode.getChild('Document') ?? undefined);
  for (const part of path) {
    node = node === undefined ? undefined : childOf(state, node, part);
  }
  return node?.from;
}

function childOf(state: EditorState, node: TreeNode, part: string | number): TreeNode | undefined {
  if (typeof part === 'number') {
    const list = node.getChild('BlockSequence') ?? node.getChild('FlowSequence') ?? undefined;
    return list?.getChildren('Item')[part];
  }
  const map = node.getChild('BlockMapping') ?? node.getChild('FlowMapping') ?? undefined;
  return map?.getChildren('Pair').find((pair) => {
    const key = pair.getChild('Key');
    return key !== null && state.sliceDoc(key.from, key.to).replace(/^(["'])(.*)\1$/, '$2') === part;
  });
}
