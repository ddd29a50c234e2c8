import { DrillError, messageOf } from '../base/drill-error.ts';
import type { HostId } from '../base/ids.ts';
import type { HostWork, Plan, PlanStep, PlanValue } from '../plan/plan.ts';
import { hostView, planContext } from '../plan/plan-context.ts';
import { evaluateExpression, renderTemplate } from '../runbook/expression.ts';
import type { RunState } from './state.ts';

function viewOf(state: RunState, id: HostId | 'app' | undefined): Readonly<Record<string, unknown>> | undefined {
  const host = id === undefined || id === 'app' ? undefined : state.plan.inventory.hosts[id];
  return host === undefined ? undefined : hostView(host);
}

/** What was known at planning; built once for a plan, because every evaluation asks for it. */
function plannedNames(plan: Plan): Readonly<Record<string, unknown>> {
  const known = planned.get(plan);
  if (known !== undefined) return known;
  const made = planContext(plan.parameters, plan.targets, (id) => {
    const host = plan.inventory.hosts[id];
    if (host === undefined) throw new DrillError('expression.failed', `The plan has no host ${id}`);
    return host;
  });
  planned.set(plan, made);
  return made;
}

const planned = new WeakMap<Plan, Readonly<Record<string, unknown>>>();

/** The names that expressions may use while the run goes on: format 1, "Expressions". */
export function expressionContext(
  state: RunState,
  step?: PlanStep,
  host?: HostId | 'app',
): Readonly<Record<string, unknown>> {
  const view = viewOf(state, host);
  const bindings: Record<string, unknown> = {};
  for (const [name, id] of Object.entries(step?.bindings ?? {})) bindings[name] = viewOf(state, id);
  return {
    ...plannedNames(state.plan),
    steps: stepViews(state),
    people: state.people,
    run: { id: state.created?.runId ?? '', mode: state.created?.mode ?? '', ...state.created?.about },
    ...bindings,
    ...(view === undefined ? {} : { host: view }),
  };
}

/** Built on the first use of each step's name: most expressions look at one step of a thousand. */
function stepViews(state: RunState): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    [...state.steps.values()].map((run) => [
      run.id,
      {
        state: run.state,
        outputs: run.outputs,
        choice: run.choice ?? '',
        hosts: Object.fromEntries(run.hosts.map((one) => [one.host, { state: one.state, outputs: one.outputs }])),
      },
    ]),
  );
}

/**
 * The environment of one attempt. `values` may stand in the journal; `secrets` are parts that hold a secret: a parameter's
 * name, or a template around one, whose value is known only outside. Throws DrillError `expression.failed`.
 */
export function attemptEnv(state: RunState, step: PlanStep, work: HostWork): AttemptEnv {
  const values: Record<string, string> = {};
  const secrets: Record<string, SecretValue> = {};
  const context = Object.values(work.env).some((value) => 'template' in value)
    ? expressionContext(state, step, work.host)
    : {};
  for (const [name, value] of Object.entries(work.env)) {
    if ('value' in value) values[name] = value.value;
    else if ('secret' in value || namesSecret(state.plan, value.template)) secrets[name] = value;
    else values[name] = renderTemplate(value.template, context);
  }
  return { values, secrets };
}

export type SecretValue = Exclude<PlanValue, { readonly value: string }>;

export interface AttemptEnv {
  readonly values: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, SecretValue>>;
}

/** True where a template reads a secret parameter, in either way of writing it. */
function namesSecret(plan: Plan, template: string): boolean {
  return Object.entries(plan.parameters).some(
    ([id, one]) => one.type === 'secret' && new RegExp(`params\\s*(\\.\\s*|\\[\\s*["'])${id}\\b`).test(template),
  );
}

/** The final value of a part that holds a secret; an optional secret that was not given is empty text. */
export function secretText(
  value: SecretValue,
  context: Readonly<Record<string, unknown>>,
  secrets: Readonly<Record<string, string>>,
): string {
  if ('secret' in value) return secrets[value.secret] ?? '';
  const { params } = context;
  return renderTemplate(value.template, { ...context, params: { ...(params as object), ...secrets } });
}

/** Evaluates CEL to a boolean; anything else is an error that says what came instead. */
export function evaluateCondition(text: string, context: Readonly<Record<string, unknown>>): boolean {
  const value = evaluateExpression(text, context);
  if (typeof value === 'boolean') return value;
  throw new DrillError('expression.failed', `\`${text}\` gives ${JSON.stringify(value)}, not true or false`);
}

/** Text for people with its values put in; where a value cannot be had, the text says so instead of hiding it. */
export function shownText(state: RunState, step: PlanStep, text: string): string {
  try {
    return renderTemplate(text, expressionContext(state, step, Object.values(step.bindings)[0]));
  } catch (thrown) {
    return `${text}\n(${messageOf(thrown)})`;
  }
}

/** A step's description with its values; before the step has begun they are not known, and a template is no text. */
export function shownDescription(state: RunState, step: PlanStep): string | undefined {
  const { description } = step;
  if (description?.includes('{{') !== true) return description;
  const begun = state.steps.get(step.id)?.startedAt !== undefined;
  return begun ? shownText(state, step, description) : description.replaceAll(/\{\{[^]*?\}\}/g, '…');
}
