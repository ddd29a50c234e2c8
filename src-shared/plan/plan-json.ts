import type { HostId, Sha256, StepId } from '../base/ids.ts';
import type { HostWork, Plan, PlanForm, PlanStep, PlanValue, StepKind } from './plan.ts';
import { stepHosts, stepScript, stepWork } from './step-hosts.ts';
import { given } from './given.ts';

/** What `drillbook plan --format json` prints: stable, for scripts. Seconds; `hash` is the plan hash. */
export interface PlanJson {
  readonly hash: Sha256;
  readonly runbook: { readonly id: string; readonly version: string };
  readonly steps: readonly PlanStepJson[];
  readonly forms: readonly PlanFormJson[];
  readonly criticalPath: { readonly seconds: number; readonly steps: readonly StepId[] };
}

interface PlanStepJson {
  readonly id: StepId;
  readonly phase: string;
  readonly title: string;
  readonly kind: StepKind;
  /** Where something is run; none where only the app or a person acts. */
  readonly hosts: readonly HostId[];
  readonly needs: readonly StepId[];
  readonly guard: readonly StepId[];
  readonly script?: string;
  readonly env?: Readonly<Record<string, EnvJson>>;
  readonly takesSeconds?: number;
}

/** A value; a secret by its name; CEL that is evaluated when the step is ready; or one of these for each host. */
type EnvJson =
  | string
  | { readonly secret: string }
  | { readonly template: string }
  | { readonly hosts: Readonly<Record<HostId, EnvJson>> };

interface PlanFormJson {
  readonly id: StepId;
  readonly title: string;
  readonly cases: readonly { readonly id: string; readonly procedure: string; readonly expected: string }[];
}

/** The plan for scripts, in the shape of format.md §4; `hash` is given by the caller, who has the hash function. */
export function planJson(plan: Plan, hash: Sha256): PlanJson {
  return {
    hash,
    runbook: { id: plan.runbook.id, version: plan.runbook.version },
    steps: plan.steps.map(stepJson),
    forms: plan.forms.map(formJson),
    criticalPath: plan.criticalPath,
  };
}

function stepJson(step: PlanStep): PlanStepJson {
  const { takesMs } = step.timing;
  const env = envJson(stepWork(step));
  return {
    id: step.id,
    phase: step.phase,
    title: step.title,
    kind: step.action.kind,
    hosts: stepHosts(step),
    needs: step.needs,
    guard: step.guard,
    ...given({
      script: stepScript(step),
      env: Object.keys(env).length === 0 ? undefined : env,
      takesSeconds: takesMs === undefined ? undefined : takesMs / 1000,
    }),
  };
}

function envJson(work: readonly HostWork[]): Readonly<Record<string, EnvJson>> {
  // Hosts differ in values, never in names: a step's `env` is one block.
  return Object.fromEntries(Object.keys(work[0]?.env ?? {}).map((name) => [name, oneValue(name, work)]));
}

/** One value where all hosts have the same, as is usual; else each host's own. */
function oneValue(name: string, work: readonly HostWork[]): EnvJson {
  const values = work.map((share) => [share.host, valueJson(share.env[name] ?? { value: '' })] as const);
  const [first, ...others] = values.map(([, value]) => value);
  const same = JSON.stringify(first);
  if (first !== undefined && others.every((value) => JSON.stringify(value) === same)) return first;
  return { hosts: Object.fromEntries(values) };
}

function valueJson(value: PlanValue): EnvJson {
  return 'value' in value ? value.value : value;
}

function formJson(form: PlanForm): PlanFormJson {
  return {
    id: form.id,
    title: form.title,
    cases: form.groups.flatMap((group) =>
      group.cases.map(({ id, procedure, expected }) => ({ id, procedure, expected })),
    ),
  };
}
