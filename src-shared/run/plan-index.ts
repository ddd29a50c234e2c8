import { assertNever } from '../base/assert-never.ts';
import type { CaseId, HostId, StepId } from '../base/ids.ts';
import { asId } from '../base/ids.ts';
import type { HostWork, Plan, PlanCase, PlanForm, PlanGroup, PlanPhase, PlanStep, PlanUndo } from '../plan/plan.ts';
import type { RollbackItem } from './facts.ts';
import type { RunState } from './state.ts';

/** Look-ups over a plan, built once for each plan object. */
export interface PlanIndex {
  readonly step: ReadonlyMap<StepId, PlanStep>;
  readonly form: ReadonlyMap<StepId, PlanForm>;
  readonly case: ReadonlyMap<CaseId, { readonly form: PlanForm; readonly group: PlanGroup; readonly case: PlanCase }>;
  readonly phase: ReadonlyMap<string, PlanPhase>;
  readonly main: readonly PlanStep[];
  readonly rollback: readonly PlanStep[];
}

const indexes = new WeakMap<Plan, PlanIndex>();

/** The look-ups of a plan; the same object for the same plan. */
export function indexOf(plan: Plan): PlanIndex {
  const known = indexes.get(plan);
  if (known !== undefined) return known;
  const made: PlanIndex = {
    step: new Map(plan.steps.map((step) => [step.id, step])),
    form: new Map(plan.forms.map((form) => [form.id, form])),
    case: new Map(
      plan.forms.flatMap((form) =>
        form.groups.flatMap((group) => group.cases.map((one) => [one.id, { form, group, case: one }] as const)),
      ),
    ),
    phase: new Map(plan.phases.map((phase) => [phase.id, phase])),
    main: plan.steps.filter((step) => step.section === 'main'),
    rollback: plan.steps.filter((step) => step.section === 'rollback'),
  };
  indexes.set(plan, made);
  return made;
}

/** The hosts on which a step works; `app` for attempts that need no login; none where only people act. */
export function hostsOf(step: PlanStep): readonly (HostId | 'app')[] {
  const { action } = step;
  switch (action.kind) {
    case 'run':
      return action.hosts.map(({ host }) => host);
    case 'check':
      return action.check.kind === 'run' ? action.check.hosts.map(({ host }) => host) : ['app'];
    case 'wait':
    case 'dns':
    case 'notify':
      return ['app'];
    case 'terminal':
    case 'copy':
      return action.hosts.map(({ host }) => host);
    case 'manual':
    case 'choose':
    case 'form':
    case 'sign':
      return [];
  }
}

/** True where an attempt may change something: an end that was not seen must be asked about. */
export function changesWorld(step: PlanStep): boolean {
  return runsScript(step) || ['dns', 'copy', 'notify'].includes(step.action.kind);
}

/** True where an attempt runs a script of the author's. */
function runsScript(step: PlanStep): boolean {
  return step.action.kind === 'run' || (step.action.kind === 'check' && step.action.check.kind === 'run');
}

const undoSteps = new WeakMap<readonly RollbackItem[], readonly PlanStep[]>();

/** The steps that move now: those of the change, or of the rollback once it has begun. */
export function activeSteps(state: RunState): readonly PlanStep[] {
  const { main, rollback } = indexOf(state.plan);
  if (state.rollback === undefined) return main;
  if (rollback.length > 0) return rollback;
  const { undos } = state.rollback;
  const known = undoSteps.get(undos);
  if (known !== undefined) return known;
  const made = undos.flatMap((item) => undoStep(state.plan, item));
  const chained = made.map((step, at) => ({ ...step, needs: made.slice(Math.max(0, at - 1), at).map(({ id }) => id) }));
  undoSteps.set(undos, chained);
  return chained;
}

/** Finds a step of the plan, or one that the rollback made. */
export function stepOf(state: RunState, id: StepId): PlanStep | undefined {
  return indexOf(state.plan).step.get(id) ?? activeSteps(state).find((step) => step.id === id);
}

function undoStep(plan: Plan, item: RollbackItem): PlanStep[] {
  const of = item.of === undefined ? undefined : indexOf(plan).step.get(item.of);
  if (of?.undo === undefined || of.undo.kind === 'none') return [];
  const { undo } = of;
  const onHost = (work: HostWork): boolean => item.host === undefined || work.host === item.host;
  const { when: _when, serial: _serial, undo: _undo, ...base } = of;
  return [
    {
      ...base,
      id: item.id,
      phase: 'rollback',
      section: 'rollback',
      title: item.title,
      needs: [],
      guard: [],
      destructive: false,
      unreachable: 'fail',
      onFailure: 'ask',
      mode: 'both',
      timing: undoTiming(of, undo),
      expect: (undo.kind === 'run' ? undo.expect : undefined) ?? { exit: [0] },
      capture: {},
      action: undoAction(of, undo, onHost),
    },
  ];
}

function undoAction(
  of: PlanStep,
  undo: Exclude<PlanUndo, { readonly kind: 'none' }>,
  onHost: (work: HostWork) => boolean,
): PlanStep['action'] {
  switch (undo.kind) {
    case 'run':
      return { kind: 'run', script: undo.script, tty: undo.tty ?? false, hosts: undo.hosts.filter(onHost) };
    case 'manual': {
      const { instructions, ask = {}, evidence = 'optional' } = undo;
      return { kind: 'manual', instructions, ask, evidence };
    }
    case 'restore':
      if (of.action.kind === 'dns') return { ...of.action, restores: of.id };
      if (of.action.kind === 'copy') return { ...of.action, restores: of.id, hosts: of.action.hosts.filter(onHost) };
      throw new TypeError(`${of.id} keeps nothing that could be put back: validation refuses this`);
    default:
      return assertNever(undo, 'kind of undo');
  }
}

function undoTiming(of: PlanStep, undo: PlanUndo): PlanStep['timing'] {
  const timeoutMs = (undo.kind === 'run' ? undo.timeoutMs : undefined) ?? of.timing.timeoutMs;
  const takesMs = undo.kind === 'none' ? undefined : undo.takesMs;
  return {
    everyMs: of.timing.everyMs,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(takesMs === undefined ? {} : { takesMs }),
  };
}

/** `rollback/<phase>/<step>` for a step of the plan, with its host where the undo is that host's alone. */
export function undoId(step: StepId, host: HostId | undefined): StepId {
  return asId(host === undefined || step.endsWith(`@${host}`) ? `rollback/${step}` : `rollback/${step}@${host}`);
}
