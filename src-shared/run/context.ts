import { DrillError, messageOf } from '../base/drill-error.ts';
import type { HostId } from '../base/ids.ts';
import type { HostWork, PlanHost, PlanStep } from '../plan/plan.ts';
import { evaluateExpression, renderTemplate } from '../runbook/expression.ts';
import type { RunState } from './state.ts';

/** What CEL sees of one host. */
function hostView(host: PlanHost): Readonly<Record<string, unknown>> {
  const { id, name, address, port, platform, vars, site = '' } = host;
  return { id, name, address, port, platform, site, vars };
}

function viewOf(state: RunState, id: HostId | 'app' | undefined): Readonly<Record<string, unknown>> | undefined {
  const host = id === undefined || id === 'app' ? undefined : state.plan.inventory.hosts[id];
  return host === undefined ? undefined : hostView(host);
}

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
    params: Object.fromEntries(
      Object.entries(state.plan.parameters).map(([id, one]) => [id, one.type === 'secret' ? null : one.value]),
    ),
    targets: Object.fromEntries(
      Object.values(state.plan.targets).map((target) => {
        const hosts = target.hosts.flatMap((id) => viewOf(state, id) ?? []);
        return [target.id, { host: hosts[0], hosts }];
      }),
    ),
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

/** The environment of one attempt: values as text, secrets by name only. Throws DrillError `expression.failed`. */
export function attemptEnv(
  state: RunState,
  step: PlanStep,
  work: HostWork,
): { readonly values: Readonly<Record<string, string>>; readonly secrets: Readonly<Record<string, string>> } {
  const values: Record<string, string> = {};
  const secrets: Record<string, string> = {};
  const context = Object.values(work.env).some((value) => 'template' in value)
    ? expressionContext(state, step, work.host)
    : {};
  for (const [name, value] of Object.entries(work.env)) {
    if ('secret' in value) secrets[name] = value.secret;
    else values[name] = 'value' in value ? value.value : renderTemplate(value.template, context);
  }
  return { values, secrets };
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
