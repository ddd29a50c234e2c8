import type { ASTNode } from '@marcbachmann/cel-js';

/** Macros that bind their first argument as a name inside the others: `list.exists(x, …)`. */
const binding = new Set(['all', 'exists', 'exists_one', 'map', 'filter']);
type Bound = readonly string[];
type Visit = (node: ASTNode, parent: ASTNode | undefined, bound: Bound) => void;

/** Visits every node before its children, with its parent and the names that macros bound around it. */
export function walk(node: ASTNode, visit: Visit, parent?: ASTNode, bound: Bound = []): void {
  // `cel.bind(x, value, body)`: here `cel` and `x` are no variables.
  visit(node, parent, bound);
  for (const [child, inner] of childrenOf(node, bound)) walk(child, visit, node, inner);
}

/** True where a macro bound the name: it is no variable of ours. */
export function isBound(name: string, bound: Bound): boolean {
  return bound.includes(name);
}

function childrenOf(node: ASTNode, bound: Bound): readonly (readonly [ASTNode, Bound])[] {
  const plain = (nodes: readonly ASTNode[]) => nodes.map((one) => [one, bound] as const);
  switch (node.op) {
    case 'value':
    case 'id':
      return [];
    case '.':
    case '.?':
      return plain([node.args[0]]);
    case 'call':
      return plain(node.args[1]);
    case 'rcall':
      return callChildren(node.args[0], node.args[1], node.args[2], bound);
    case 'list':
      return plain(node.args);
    case 'map':
      return plain(node.args.flat());
    case '!_':
    case '-_':
      return plain([node.args]);
    default:
      return plain(node.args);
  }
}

function callChildren(
  called: string,
  receiver: ASTNode,
  args: readonly ASTNode[],
  bound: Bound,
): readonly (readonly [ASTNode, Bound])[] {
  const first = args[0];
  if (called === 'bind' && receiver.op === 'id' && receiver.args === 'cel' && first?.op === 'id') {
    const inner = [...bound, first.args];
    return args.slice(1).map((one, index) => [one, index === 0 ? bound : inner] as const);
  }
  if (binding.has(called) && first?.op === 'id') {
    const inner = [...bound, first.args];
    return [[receiver, bound], ...args.slice(1).map((one) => [one, inner] as const)];
  }
  return [receiver, ...args].map((one) => [one, bound] as const);
}
