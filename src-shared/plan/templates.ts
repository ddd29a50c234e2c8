import { messageOf } from '../base/drill-error.ts';
import type { HostId } from '../base/ids.ts';
import { parseDuration } from '../runbook/duration.ts';
import { compileExpression, evaluateExpression, renderTemplate } from '../runbook/expression.ts';
import { hasTemplate, parseTemplate } from '../runbook/template.ts';
import { hostView } from './plan-context.ts';
import type { Path, PlanProblemCode, ProblemList } from './plan-problem.ts';
import type { PlanHost, PlanValue } from './plan.ts';
import type { Scope } from './scope.ts';
import { given } from './given.ts';

/** Evaluates what can be known when the plan is made. Each takes the path of the text, where problems are noted. */
export interface Templates {
  /** The text with its values; the template itself where it names what only the run knows. For people. */
  readonly shown: (text: string, scope: Scope, path: Path) => string;
  /** The text with its values; what only the run knows is a problem. */
  readonly known: (text: string, scope: Scope, path: Path) => string;
  /** Milliseconds. */
  readonly duration: (text: string, scope: Scope, path: Path) => number;
  /** A whole number between the limits. */
  readonly count: (value: number | string, limits: readonly [number, number], scope: Scope, path: Path) => number;
  /** A value for a script: known, a secret, or left to the moment when the step is ready. */
  readonly env: (value: string | number | boolean, scope: Scope, path: Path) => PlanValue;
  /** True where CEL is certainly false whatever the run brings: for estimates, never to leave a step out. */
  readonly never: (cel: string, scope: Scope) => boolean;
  /** CEL that gives true or false now. */
  readonly condition: (cel: string, scope: Scope, path: Path) => boolean;
}

/** Names that have values only while the run goes on. */
const laterNames = ['steps', 'people', 'run', 'host'];

export interface TemplateSources {
  readonly base: Readonly<Record<string, unknown>>;
  readonly secrets: ReadonlySet<string>;
  readonly hostOf: (id: HostId) => PlanHost;
  readonly problems: ProblemList;
}

export function createTemplates(sources: TemplateSources): Templates {
  const { secrets } = sources;
  const evaluator = createEvaluator(sources);
  const { problem, later, render } = evaluator;
  const known: Templates['known'] = (text, scope, path) => knownText(evaluator, text, scope, path) ?? '';
  return {
    known,
    shown: (text, scope, path) => {
      if (!hasTemplate(text) || later(text, scope, path) !== undefined) return text;
      const value = render(text, scope, path) ?? '';
      // It is rendered again when it is shown: a value that looks like a template must not become one.
      return hasTemplate(value) ? text : value;
    },
    duration: (text, scope, path) => {
      const value = knownText(evaluator, text, scope, path);
      const ms = value === undefined ? 0 : parseDuration(value);
      if (ms === undefined) {
        problem('plan.value-invalid', path, `${quoted(value)} is no duration. Write it like 90s, 45m or 1h30m.`);
      }
      return ms ?? 0;
    },
    count: (value, [least, most], scope, path) => {
      if (typeof value === 'number') return value;
      const text = knownText(evaluator, value, scope, path);
      if (text === undefined) return least;
      const number = /^\d{1,9}$/u.test(text.trim()) ? Number(text) : NaN;
      if (number >= least && number <= most) return number;
      problem('plan.value-invalid', path, `${quoted(text)} is no whole number from ${least} to ${most}.`);
      return least;
    },
    env: (value, scope, path) => {
      if (typeof value !== 'string' || !hasTemplate(value)) return { value: String(value) };
      const secret = onlySecret(value, secrets);
      if (secret !== undefined) return { secret };
      if (later(value, scope, path) !== undefined || namesSecret(value, secrets)) return { template: value };
      return { value: render(value, scope, path) ?? '' };
    },
    never: (cel, scope) => {
      try {
        const context = evaluator.contextOf(scope);
        return laterRead(cel, context) === undefined && evaluateExpression(cel, context) === false;
      } catch {
        // It fails the step when that is ready, as the format says; an estimate has nothing to say to it.
        return false;
      }
    },
    condition: (cel, scope, path) => {
      const value = evaluator.attempt(path, () => evaluateExpression(cel, evaluator.contextOf(scope)));
      if (value !== undefined && typeof value !== 'boolean') {
        problem('plan.template-failed', path, `\`${cel}\` gives ${quoted(value)}, not true or false.`);
      }
      return value === true;
    },
  };
}

interface Evaluator {
  readonly contextOf: (scope: Scope) => Readonly<Record<string, unknown>>;
  readonly problem: (code: PlanProblemCode, path: Path, message: string) => void;
  /** Undefined, with a problem noted, where it throws. */
  readonly attempt: <Value>(path: Path, work: () => Value) => Value | undefined;
  /** The first name in a text that has no value yet. A text that does not compile counts as one that waits. */
  readonly later: (text: string, scope: Scope, path: Path) => string | undefined;
  readonly render: (text: string, scope: Scope, path: Path) => string | undefined;
}

function createEvaluator({ base, hostOf, problems }: TemplateSources): Evaluator {
  // The same scope is asked for many texts, and its views are the same each time.
  const contexts = new WeakMap<Scope, Readonly<Record<string, unknown>>>();
  const contextOf = (scope: Scope): Readonly<Record<string, unknown>> => {
    const before = contexts.get(scope);
    if (before !== undefined) return before;
    const names = Object.entries({ ...scope.bindings, ...given({ host: scope.host }) });
    const made = { ...base, ...Object.fromEntries(names.map(([name, id]) => [name, hostView(hostOf(id))])) };
    contexts.set(scope, made);
    return made;
  };
  const problem: Evaluator['problem'] = (code, path, message) => {
    problems.add({ code, in: 'runbook', path, message });
  };
  const attempt: Evaluator['attempt'] = (path, work) => {
    try {
      return work();
    } catch (thrown) {
      problem('plan.template-failed', path, messageOf(thrown));
      return undefined;
    }
  };
  return {
    contextOf,
    problem,
    attempt,
    later: (text, scope, path) => {
      const found = attempt(path, () => ({ name: laterName(text, contextOf(scope)) }));
      return found === undefined ? text : found.name;
    },
    render: (text, scope, path) => attempt(path, () => renderTemplate(text, contextOf(scope))),
  };
}

/** The text with its values; undefined, with a problem noted, where it has none now. */
function knownText(evaluator: Evaluator, text: string, scope: Scope, path: Path): string | undefined {
  if (!hasTemplate(text)) return text;
  const name = evaluator.later(text, scope, path);
  if (name === undefined) return evaluator.render(text, scope, path);
  // What does not compile has been reported for that.
  if (name === text) return undefined;
  const names =
    scope.host === undefined ? 'params, targets and forEach names' : 'params, targets, host and forEach names';
  const message = `${text} names \`${name}\`, which is known only while the run goes on. Here only ${names} can be used.`;
  evaluator.problem('plan.template-failed', path, message);
  return undefined;
}

function quoted(value: unknown): string {
  return JSON.stringify(value);
}

/** The first name of a template that has no value yet. Throws DrillError `expression.failed` where it does not compile. */
function laterName(text: string, context: Readonly<Record<string, unknown>>): string | undefined {
  for (const part of parseTemplate(text).parts) {
    if (!('cel' in part)) continue;
    const name = laterRead(part.cel, context);
    if (name !== undefined) return name;
  }
  return undefined;
}

function laterRead(cel: string, context: Readonly<Record<string, unknown>>): string | undefined {
  // Any other unknown name is a slip, and evaluating it says so.
  const names = [...compileExpression(cel).reads.keys()];
  return names.find((name) => laterNames.includes(name) && !Object.hasOwn(context, name));
}

function onlySecret(text: string, secrets: ReadonlySet<string>): string | undefined {
  const [part, ...others] = parseTemplate(text).parts;
  const name = part !== undefined && 'cel' in part ? /^params\.([a-z][a-z0-9_]*)$/u.exec(part.cel)?.[1] : undefined;
  return others.length === 0 && name !== undefined && secrets.has(name) ? name : undefined;
}

function namesSecret(text: string, secrets: ReadonlySet<string>): boolean {
  return parseTemplate(text).parts.some((part) => {
    const keys = 'cel' in part ? compileExpression(part.cel).reads.get('params') : undefined;
    return [...(keys ?? [])].some((key) => secrets.has(key));
  });
}
