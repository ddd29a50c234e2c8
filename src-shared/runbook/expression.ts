import { Environment, type ASTNode, type ParseResult } from '@marcbachmann/cel-js';
import { DrillError, messageOf } from '../base/drill-error.ts';
import { fromCel, toCel } from './cel-values.ts';
import { isBound, walk } from './cel-walk.ts';
import { compilePattern } from './pattern.ts';
import { parseTemplate } from './template.ts';

/** CEL that has been parsed and type-checked; the names in it are judged by `expression-names.ts`. */
export interface Expression {
  readonly text: string;
  readonly ast: ASTNode;
  /** Names that it reads from outside, with the first keys where all of them are literal (else undefined). */
  readonly reads: ReadonlyMap<string, ReadonlySet<string> | undefined>;
  readonly run: ParseResult;
}

/** What expressions see: names -> plain values; JavaScript integers become CEL ints, at any depth. */
export type ExpressionContext = Readonly<Record<string, unknown>>;

/** 4 Ki characters and 1,000 nodes are far beyond any sane condition, and keep a hostile one cheap. */
const longest = 4096;
const environment = new Environment({
  unlistedVariablesAreDyn: true,
  homogeneousAggregateLiterals: false,
  limits: { maxAstNodes: 1000, maxDepth: 60 },
});
// The library will not let `matches` be replaced, and its own is JavaScript's, which can hang: the call is renamed.
environment.registerFunction('string.re2Matches(string): bool', (text: string, pattern: string) =>
  compilePattern(pattern).test(text),
);

// A parameter of type `number` is an int in one run (2) and a double in the next (2.5): both are counted with.
const mixed: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
};
for (const [sign, count] of Object.entries(mixed)) {
  for (const [left, right] of [
    ['int', 'double'],
    ['double', 'int'],
  ] as const) {
    environment.registerOperator(`${left} ${sign} ${right}: double`, (a: number | bigint, b: number | bigint) =>
      count(Number(a), Number(b)),
    );
  }
}

/** True for names that CEL itself knows: its types, `cel`, `optional`. */
export function isCelName(name: string): boolean {
  return environment.hasVariable(name);
}

const known = new Map<string, Expression>();
const knownLimit = 4000;

/** Parses and type-checks CEL. Throws DrillError `expression.failed`. Compiling again is free. */
export function compileExpression(text: string): Expression {
  const before = known.get(text);
  if (before !== undefined) return before;
  const expression = compiled(text);
  if (known.size >= knownLimit) known.clear();
  known.set(text, expression);
  return expression;
}

function compiled(text: string): Expression {
  if (text.trim() === '') throw new DrillError('expression.failed', 'An expression is empty');
  if (text.length > longest) {
    throw new DrillError(
      'expression.failed',
      `An expression has ${text.length} characters; at most ${longest} are allowed`,
    );
  }
  try {
    const ast = environment.parse(text).ast;
    const run = environment.parse(withRe2(text, ast));
    checkPatterns(ast);
    const { valid, error } = run.check();
    if (!valid) throw error ?? new Error('it does not compile');
    return { text, ast, reads: readsOf(ast), run };
  } catch (cause) {
    throw failed(text, cause);
  }
}

/** Evaluates CEL on the context; integers come back as numbers, durations as text. Throws DrillError `expression.failed`. */
export function evaluateExpression(text: string, context: ExpressionContext): unknown {
  const { reads, run } = compileExpression(text);
  // Only what is read is converted: `steps` can hold thousands.
  const given: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [name, keys] of reads) {
    if (!Object.hasOwn(context, name)) continue;
    given[name] = toCel(keys === undefined ? context[name] : picked(context[name], keys));
  }
  try {
    return fromCel(run(given));
  } catch (cause) {
    throw failed(text, cause);
  }
}

/** Puts values in for `{{ … }}`. Lists and maps have no text form: that is an error. Throws DrillError `expression.failed`. */
export function renderTemplate(text: string, context: ExpressionContext): string {
  const { parts, unclosed } = parseTemplate(text);
  if (unclosed) throw new DrillError('expression.failed', `A \`{{\` has no \`}}\`: ${text}`);
  return parts
    .map((part) => ('text' in part ? part.text : asText(part.cel, evaluateExpression(part.cel, context))))
    .join('');
}

function asText(cel: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const what = value === null ? 'nothing (null)' : Array.isArray(value) ? 'a list: use .join(" ")' : 'a map';
  throw new DrillError('expression.failed', `\`${cel}\` gives ${what}; a text, number or boolean is needed`);
}

function failed(text: string, cause: unknown): DrillError {
  // The library's message is a drawing of several lines; its summary is the sentence.
  const summary = cause instanceof Error && 'summary' in cause ? String(cause.summary) : messageOf(cause);
  return new DrillError('expression.failed', `\`${text}\`: ${summary}`, { cause });
}

/** A pattern that stands there as text is judged now, not when the step is ready. */
function checkPatterns(ast: ASTNode): void {
  walk(ast, (node) => {
    const pattern = node.op === 'rcall' && node.args[0] === 'matches' ? node.args[2][0] : undefined;
    if (pattern?.op === 'value' && typeof pattern.args === 'string') compilePattern(pattern.args);
  });
}

/** The text with each `x.matches(y)` and `matches(x, y)` turned into `x.re2Matches(y)`. */
function withRe2(text: string, ast: ASTNode): string {
  if (!text.includes('matches')) return text;
  const edits: { readonly from: number; readonly to: number; readonly by: string }[] = [];
  walk(ast, (node) => {
    if (node.op === 'rcall' && node.args[0] === 'matches') {
      // Between the receiver and the first argument (or the end) only brackets, blanks and the name can stand.
      const until = node.args[2][0]?.start ?? node.end;
      const from = text.lastIndexOf('matches', until);
      if (from >= node.args[1].end) edits.push({ from, to: from + 'matches'.length, by: 're2Matches' });
    } else if (node.op === 'call' && node.args[0] === 'matches') {
      throw new Error('write `text.matches(pattern)`, not `matches(text, pattern)`');
    }
  });
  return edits
    .sort((a, b) => b.from - a.from)
    .reduce((words, { from, to, by }) => words.slice(0, from) + by + words.slice(to), text);
}

function readsOf(ast: ASTNode): ReadonlyMap<string, ReadonlySet<string> | undefined> {
  const reads = new Map<string, Set<string> | undefined>();
  walk(ast, (node, parent, bound) => {
    if (node.op !== 'id' || isBound(node.args, bound)) return;
    const key = literalKey(node, parent);
    const before = reads.get(node.args);
    if (key === undefined || (reads.has(node.args) && before === undefined)) reads.set(node.args, undefined);
    else reads.set(node.args, (before ?? new Set()).add(key));
  });
  return reads;
}

function literalKey(node: ASTNode, parent: ASTNode | undefined): string | undefined {
  if (parent?.op === '.' && parent.args[0] === node) return parent.args[1];
  if (parent?.op !== '[]' || parent.args[0] !== node) return undefined;
  const index = parent.args[1];
  return index.op === 'value' && typeof index.args === 'string' ? index.args : undefined;
}

function picked(value: unknown, keys: ReadonlySet<string>): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const all = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries([...keys].filter((key) => Object.hasOwn(all, key)).map((key) => [key, all[key]]));
}
