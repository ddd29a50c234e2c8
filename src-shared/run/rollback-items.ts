import type { HostId, StepId } from '../base/ids.ts';
import type { Fact, RollbackItem } from './facts.ts';
import { settled } from './begin-step.ts';
import { hostsOf, indexOf, undoId } from './plan-index.ts';
import type { RunState, StepRunState } from './state.ts';

/** Everything that began, newest first: what a rollback has to look at. */
function startedSteps(state: RunState): readonly StepRunState[] {
  return indexOf(state.plan)
    .main.flatMap((step) => {
      const run = state.steps.get(step.id);
      const began = run?.startedAt !== undefined && run.state !== 'not-applicable' && run.state !== 'undone';
      return began ? [run] : [];
    })
    .sort((a, b) => lastStart(b).localeCompare(lastStart(a)));
}

function lastStart(run: StepRunState): string {
  const starts = run.hosts.flatMap((host) => host.attempts.map((attempt) => attempt.startedAt));
  return starts.sort().at(-1) ?? run.startedAt ?? '';
}

/**
 * What a rollback would do now, newest first (RUN-30): the runbook's own rollback where it has one, else the undos of
 * every host attempt that began, whatever became of it. `none` marks what has no undo.
 */
export function rollbackItems(state: RunState): readonly RollbackItem[] {
  const explicit = indexOf(state.plan).rollback;
  if (explicit.length > 0) return explicit.map(({ id, title }) => ({ id, title, kind: 'step' }));
  return startedSteps(state).flatMap((run) => undosOf(state, run));
}

function undosOf(state: RunState, run: StepRunState): readonly RollbackItem[] {
  const step = indexOf(state.plan).step.get(run.id);
  if (step === undefined || step.action.kind === 'check') return [];
  const { undo } = step;
  const base = { of: step.id, title: undo?.title ?? `Undo: ${step.title}` };
  const touched = run.hosts.filter((host) => host.attempts.some((one) => !one.started.simulated && wasSent(one)));
  // Who reports that it did not work may have done a part of it; trying again only takes back the question.
  const acted = touched.length > 0 || run.asked !== undefined || run.reports.length > 0;
  if (!acted || run.hosts.some((host) => host.attempts.some((one) => one.started.simulated))) return [];
  if (undo === undefined || undo.kind === 'none') {
    const changes = step.destructive || undo !== undefined;
    return changes ? [{ ...base, id: undoId(step.id, undefined), kind: 'none' }] : [];
  }
  if (undo.kind === 'manual') return [{ ...base, id: undoId(step.id, undefined), kind: 'manual' }];
  if (undo.kind === 'restore' && step.action.kind !== 'copy') {
    return [{ ...base, id: undoId(step.id, undefined), kind: 'restore' }];
  }
  const works = undo.kind === 'run' ? undo.hosts : step.action.kind === 'copy' ? step.action.hosts : [];
  const hosts = works.map(({ host }) => host);
  // Other hosts than the step's own (`undo: { on }`, or a step that works from here) have no attempt to go by.
  const own = hostsOf(step);
  const isDue = (host: HostId): boolean => !own.includes(host) || touched.some((one) => one.host === host);
  const onTouched = touched.length === 0 ? hosts : hosts.filter(isDue);
  return onTouched.map((host) => ({
    ...base,
    host,
    id: undoId(step.id, hosts.length > 1 ? host : undefined),
    kind: undo.kind,
  }));
}

/** An attempt of which it is certain that nothing was sent changed nothing. */
function wasSent(attempt: StepRunState['hosts'][number]['attempts'][number]): boolean {
  return attempt.ended?.end.kind !== 'not-sent';
}

/** Steps whose unknown end must be decided before a rollback can know what there is to undo. */
export function undecidedUnknowns(state: RunState): readonly StepId[] {
  return indexOf(state.plan).main.flatMap((step) => (state.steps.get(step.id)?.state === 'unknown' ? [step.id] : []));
}

/** When the last undo of a step passed, the step itself is undone. `step`: the undo that passes now. */
export function undoneBy(state: RunState, step: StepId): readonly Fact[] {
  const of = state.rollback?.undos.find((item) => item.id === step)?.of;
  const original = of === undefined ? undefined : indexOf(state.plan).step.get(of);
  if (original === undefined) return [];
  const open = state.rollback?.undos.some(
    (item) => item.of === of && item.id !== step && state.steps.get(item.id)?.state !== 'passed',
  );
  return open === true ? [] : [settled(original, 'undone', 'its undo passed')];
}
