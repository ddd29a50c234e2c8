import type { ASTNode } from '@marcbachmann/cel-js';
import { isBound, walk } from './cel-walk.ts';

/** What is read: its root name and the keys after it; undefined for a key that is only known later. */
export interface Chain {
  readonly root: string;
  readonly keys: readonly (string | undefined)[];
}

/** Every name that an expression reads from outside, with its keys. */
export function chainsOf(ast: ASTNode): readonly Chain[] {
  const chains: Chain[] = [];
  walk(ast, (node, parent, bound) => {
    if (node.op !== 'id' && node.op !== '.' && node.op !== '[]') return;
    const isInner = (parent?.op === '.' || parent?.op === '[]') && parent.args[0] === node;
    if (isInner) return;
    const chain = chainOf(node);
    if (chain !== undefined && !isBound(chain.root, bound)) chains.push(chain);
  });
  return chains;
}

/** The name that a node reads; undefined where it computes. */
export function chainOf(node: ASTNode): Chain | undefined {
  if (node.op === 'id') return { root: node.args, keys: [] };
  if (node.op !== '.' && node.op !== '[]') return undefined;
  const inner = chainOf(node.args[0]);
  return inner && { root: inner.root, keys: [...inner.keys, keyOf(node)] };
}

function keyOf(node: ASTNode & { readonly op: '.' | '[]' }): string | undefined {
  if (node.op === '.') return node.args[1];
  const [, index] = node.args;
  return index.op === 'value' && typeof index.args === 'string' ? index.args : undefined;
}
