import type { RoleId, StepId } from '../base/ids.ts';
import { asId } from '../base/ids.ts';
import type { StepDocument } from '../runbook/step-schema.ts';
import { workOn } from './host-work.ts';
import { listOf, unique } from './one-or-more.ts';
import { kindOf, manualParts, planAction, questions, stepPlace } from './plan-actions.ts';
import { planCapture, planExpect } from './plan-expect.ts';
import type { Path } from './plan-problem.ts';
import { report } from './plan-problem.ts';
import type { PlanStep, PlanTiming, PlanUndo } from './plan.ts';
import type { Planning } from './planning.ts';
import { hostsToRunOn } from './resolve-hosts.ts';
import type { Instance } from './step-index.ts';

const checkEveryMs = 2000;
const scriptTimeoutMs = 600_000;

/** One instance as the plan holds it: names resolved to hosts and step ids, defaults filled in. */
export function planStep(planning: Planning, instance: Instance): PlanStep {
  const { id, phase, step, scope, path } = instance;
  const { templates } = planning;
  const undo = planUndo(planning, instance);
  const { serial } = step;
  return {
    id,
    phase: phase.id,
    section: phase.section,
    title: templates.shown(titleOf(planning, step), scope, [...path, 'title']),
    ...(step.description === undefined
      ? {}
      : { description: templates.shown(step.description, scope, [...path, 'description']) }),
    by: roleOf(step),
    needs: step.needs === undefined ? planning.index.before(instance) : idsOf(planning, instance, 'needs', step.needs),
    guard: idsOf(planning, instance, 'guard', listOf(step.guard)),
    ...(step.when === undefined ? {} : { when: step.when }),
    bindings: scope.bindings,
    timing: planTiming(planning, instance),
    ...(serial === undefined ? {} : { serial: templates.count(serial, [1, 1_000_000], scope, [...path, 'serial']) }),
    destructive: step.destructive ?? false,
    unreachable: step.unreachable ?? 'fail',
    onFailure: step.onFailure ?? 'ask',
    mode: step.mode ?? 'both',
    action: planAction(planning, instance),
    expect: planExpect(step.expect),
    capture: planCapture(step.capture),
    ...(undo === undefined ? {} : { undo }),
  };
}

/** A step that only places a form is called what the form is called, which may name the host. */
function titleOf({ runbook }: Planning, step: StepDocument): string {
  const form = step.form === undefined ? undefined : runbook.forms?.find(({ id }) => id === step.form);
  return step.title ?? form?.title ?? step.id;
}

/** The role that acts: verdicts are the tester's, everything else the operator's, where the step says nothing. */
function roleOf(step: StepDocument): RoleId {
  const kind = kindOf(step);
  const usual = kind === 'form' || kind === 'test' ? 'tester' : 'operator';
  return asId(step.by ?? step.sign?.who ?? step.choose?.by ?? usual);
}

function idsOf(
  planning: Planning,
  { phase, path }: Instance,
  key: 'needs' | 'guard',
  names: readonly string[],
): readonly StepId[] {
  return unique(
    names.flatMap((name, at) => {
      const ids = planning.index.idsOf(name, phase.id);
      if (ids === undefined) unknownStep(planning, name, [...path, key, at]);
      return ids ?? [];
    }),
  );
}

/** Notes that a step is named which the plan does not have. */
export function unknownStep(planning: Planning, name: string, path: Path): void {
  const message = `There is no step "${name}" in this plan. Steps are named phase/step, one instance of them phase/step@host.`;
  report(planning, 'plan.step-unknown', path, message);
}

function planTiming({ templates }: Planning, { step, scope, path }: Instance): PlanTiming {
  const ms = (key: 'timeout' | 'within' | 'for' | 'every' | 'takes'): number | undefined => {
    const text = step[key];
    return text === undefined ? undefined : templates.duration(text, scope, [...path, key]);
  };
  const script = step.run !== undefined || step.check?.run !== undefined;
  const timeoutMs = ms('timeout') ?? (script ? scriptTimeoutMs : undefined);
  const withinMs = ms('within');
  const forMs = ms('for');
  const takesMs = ms('takes');
  const { retry } = step;
  return {
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(retry === undefined
      ? {}
      : {
          retry: {
            times: templates.count(retry.times, [1, 100], scope, [...path, 'retry', 'times']),
            everyMs: templates.duration(retry.every ?? '0s', scope, [...path, 'retry', 'every']),
          },
        }),
    ...(withinMs === undefined ? {} : { withinMs }),
    ...(forMs === undefined ? {} : { forMs }),
    everyMs: ms('every') ?? checkEveryMs,
    ...(takesMs === undefined ? {} : { takesMs }),
  };
}

/** `undo.run` inherits `on` and `env` of its step. */
function planUndo(planning: Planning, instance: Instance): PlanUndo | undefined {
  const { step, scope, path } = instance;
  const { templates } = planning;
  const { undo } = step;
  if (undo === undefined) return undefined;
  const at: Path = [...path, 'undo'];
  const duration = (key: 'timeout' | 'takes'): number | undefined => {
    const text = undo[key];
    return text === undefined ? undefined : templates.duration(text, scope, [...at, key]);
  };
  const takesMs = duration('takes');
  const title = undo.title === undefined ? {} : { title: templates.shown(undo.title, scope, [...at, 'title']) };
  const takes = takesMs === undefined ? {} : { takesMs };
  if (undo.none !== undefined) return { kind: 'none', ...title, reason: undo.none };
  if (undo.run === undefined) {
    const manual = manualParts(undo.manual);
    const instructions = templates.shown(manual.instructions, scope, [...at, 'manual']);
    const ask = manual.ask === undefined ? {} : { ask: questions(manual.ask) };
    const evidence = manual.evidence === undefined ? {} : { evidence: manual.evidence };
    return { kind: 'manual', ...title, instructions, ...ask, ...evidence, ...takes };
  }
  const place = stepPlace(planning, instance);
  const hosts = hostsToRunOn(planning, undo.on ?? step.on, scope, [...(undo.on === undefined ? path : at), 'on']);
  if (hosts.length === 0 && step.when === undefined) {
    report(planning, 'plan.no-hosts', at, `The undo of ${instance.id} has no host to run on. Give \`on\`.`);
  }
  const timeoutMs = duration('timeout');
  return {
    kind: 'run',
    ...title,
    script: undo.run,
    ...(undo.tty === undefined ? {} : { tty: undo.tty }),
    hosts: workOn(planning, hosts, { ...place, layers: [...place.layers, { env: undo.env, path: [...at, 'env'] }] }),
    ...(undo.expect === undefined ? {} : { expect: planExpect(undo.expect) }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...takes,
  };
}
