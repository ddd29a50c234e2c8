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
import { given } from './given.ts';

const checkEveryMs = 2000;
/** Long enough for a restart of a database; a script that hangs must still end before the window does. */
const scriptTimeoutMs = 600_000;
/** A look only reads. A command that hangs must not hold up a preflight, or a guard, for as long as work may take. */
const lookTimeoutMs = 60_000;
const retryLimits = [1, 100] as const;
/** Any count of hosts: more than there are means all at once. */
const serialLimits = [1, 1_000_000] as const;

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
    ...given({ description: step.description && templates.shown(step.description, scope, [...path, 'description']) }),
    by: roleOf(step),
    needs: step.needs === undefined ? planning.index.before(instance) : idsOf(planning, instance, 'needs', step.needs),
    guard: idsOf(planning, instance, 'guard', listOf(step.guard)),
    ...given({ when: step.when }),
    bindings: scope.bindings,
    timing: planTiming(planning, instance),
    ...(serial === undefined ? {} : { serial: templates.count(serial, serialLimits, scope, [...path, 'serial']) }),
    destructive: step.destructive ?? false,
    unreachable: step.unreachable ?? 'fail',
    onFailure: step.onFailure ?? 'ask',
    mode: step.mode ?? 'both',
    action: planAction(planning, instance),
    expect: planExpect(planning, step.expect, scope, [...path, 'expect']),
    capture: planCapture(step.capture),
    ...given({ undo }),
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

/** Every instance of the steps named, each once, in the order named. */
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

/** Notes that a step or an instance is named which the plan does not have. */
export function unknownStep(planning: Planning, name: string, path: Path): void {
  const message = `There is no step "${name}" in this plan. Steps are named phase/step, one instance of them phase/step@host.`;
  report(planning, 'plan.step-unknown', path, message);
}

/** Durations in milliseconds. Only scripts have a timeout of their own: people and waits take the time they take. */
function planTiming({ templates }: Planning, { step, scope, path }: Instance): PlanTiming {
  const ms = (key: 'timeout' | 'within' | 'for' | 'every' | 'takes'): number | undefined => {
    const text = step[key];
    return text === undefined ? undefined : templates.duration(text, scope, [...path, key]);
  };
  const works = step.run !== undefined || step.copy !== undefined;
  const usualMs = works ? scriptTimeoutMs : step.check?.run === undefined ? undefined : lookTimeoutMs;
  const timeoutMs = ms('timeout') ?? usualMs;
  const withinMs = ms('within');
  const forMs = ms('for');
  const takesMs = ms('takes');
  const { retry } = step;
  return {
    ...given({ timeoutMs }),
    ...(retry === undefined
      ? {}
      : {
          retry: {
            times: templates.count(retry.times, retryLimits, scope, [...path, 'retry', 'times']),
            everyMs: templates.duration(retry.every ?? '0s', scope, [...path, 'retry', 'every']),
          },
        }),
    ...given({ withinMs, forMs }),
    everyMs: ms('every') ?? checkEveryMs,
    ...given({ takesMs }),
  };
}

/**
 * `undo.run` inherits `on` and `env` of its step, and adds its own. On which of these hosts it runs in a rollback is
 * decided by what was started there, not here.
 */
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
  const title = given({ title: undo.title && templates.shown(undo.title, scope, [...at, 'title']) });
  const takes = given({ takesMs });
  if (undo.none !== undefined) return { kind: 'none', ...title, reason: undo.none };
  if (undo.restore !== undefined) return { kind: 'restore', ...title, ...takes };
  if (undo.run === undefined) {
    const manual = manualParts(undo.manual);
    const instructions = templates.shown(manual.instructions, scope, [...at, 'manual']);
    const ask = given({ ask: manual.ask && questions(planning, manual.ask, scope, [...at, 'manual', 'ask']) });
    const evidence = given({ evidence: manual.evidence });
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
    ...given({ tty: undo.tty }),
    hosts: workOn(planning, hosts, { ...place, layers: [...place.layers, { env: undo.env, path: [...at, 'env'] }] }),
    ...given({ expect: undo.expect && planExpect(planning, undo.expect, scope, [...at, 'expect']) }),
    ...given({ timeoutMs }),
    ...takes,
  };
}
