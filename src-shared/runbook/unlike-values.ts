import { chainOf, type Chain } from './cel-chains.ts';
import { walk } from './cel-walk.ts';
import type { Expression } from './expression.ts';

/** What a value is to CEL, which never takes `"2"` for 2: such a comparison is an error, or false for ever. */
export type ValueKind = 'text' | 'number' | 'truth';

const comparisons: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=']);

/** The kind of a parameter's value; undefined for a secret and for a type that there is not. */
export function kindOfType(type: unknown): ValueKind | undefined {
  switch (type) {
    case 'string':
    case 'hostname':
    case 'ip':
    case 'duration':
    case 'choice':
      return 'text';
    case 'integer':
    case 'number':
    case 'port':
      return 'number';
    case 'boolean':
      return 'truth';
    default:
      return undefined;
  }
}

const words: Readonly<Record<ValueKind, string>> = { text: 'text', number: 'a number', truth: 'true or false' };

/** Names that are compared with a constant of another kind, one sentence each. */
export function unlikeValues(
  expression: Expression,
  kindOf: (chain: Chain) => ValueKind | undefined,
): readonly string[] {
  const found: string[] = [];
  walk(expression.ast, (node) => {
    if (!comparisons.has(node.op) || !Array.isArray(node.args)) return;
    const [left, right] = node.args as readonly (typeof expression.ast)[];
    for (const [name, constant] of [
      [left, right],
      [right, left],
    ]) {
      const chain = name === undefined ? undefined : chainOf(name);
      const kind = chain === undefined ? undefined : kindOf(chain);
      const other = constant?.op === 'value' ? kindOfConstant(constant.args) : undefined;
      if (name === undefined || kind === undefined || other === undefined || kind === other) continue;
      const read = expression.text.slice(name.start, name.end);
      found.push(`\`${read}\` is ${words[kind]} and is compared with ${words[other]}: ${remedy(read, kind, other)}`);
    }
  });
  return found;
}

function kindOfConstant(value: unknown): ValueKind | undefined {
  if (typeof value === 'string') return 'text';
  if (typeof value === 'boolean') return 'truth';
  return typeof value === 'number' || typeof value === 'bigint' ? 'number' : undefined;
}

function remedy(read: string, kind: ValueKind, other: ValueKind): string {
  if (other === 'text') return 'leave the quotes out';
  return kind === 'text' && other === 'number' ? `write \`int(${read})\`` : 'compare like with like';
}
