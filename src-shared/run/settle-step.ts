import { assertNever } from '../base/assert-never.ts';
import { asId, type SubjectId } from '../base/ids.ts';
import type { PlanStep } from '../plan/plan.ts';
import { againstAcross } from './across.ts';
import { isFinalFailure, settled } from './begin-step.ts';
import type { Fact } from './facts.ts';
import { formProgress, openRefusal, standingSignOff } from './forms-gate.ts';
import type { HostState, RunState, StepRunState } from './state.ts';

/** What a step comes to, once nothing of it is under way: facts, or nothing while it is still open. */
export function settleStep(state: RunState, step: PlanStep, run: StepRunState): readonly Fact[] {
  if (run.skipped !== undefined) return [settled(step, 'skipped', `${run.skipped.by.name}: ${run.skipped.reason}`)];
  return run.state === 'needs-person' ? settlePerson(state, step, run) : settleHosts(state, step, run);
}

function settlePerson(state: RunState, step: PlanStep, run: StepRunState): readonly Fact[] {
  const { action } = step;
  switch (action.kind) {
    case 'manual':
    case 'terminal':
      return run.confirmed === undefined
        ? []
        : [settled(step, 'passed', confirmation(run.confirmed), run.confirmed.answers)];
    case 'choose':
      return run.choice === undefined ? [] : [settled(step, 'passed', `chosen: ${run.choice}`, { choice: run.choice })];
    case 'form': {
      const progress = formProgress(state, action.form);
      if (progress.refused !== undefined) return [settled(step, 'failed', progress.refused)];
      return progress.open.length > 0 ? [] : [settled(step, 'passed', progress.summary)];
    }
    case 'sign': {
      const refusal = openRefusal(state, step.id, asId<SubjectId>(step.id));
      const signed = standingSignOff(state, asId(step.id), action.who);
      if (signed !== undefined) return [settled(step, 'passed', `signed by ${signed.person.name}`)];
      return refusal === undefined
        ? []
        : [settled(step, 'failed', `${refusal.by.name} refused to sign: ${refusal.reason}`)];
    }
    case 'run':
    case 'check':
    case 'wait':
    case 'dns':
    case 'copy':
    case 'notify':
      return [];
    default:
      return assertNever(action, 'action');
  }
}

function confirmation(confirmed: NonNullable<StepRunState['confirmed']>): string {
  const word = confirmed.onWordOf;
  const by = `confirmed by ${confirmed.by.name}`;
  return word === undefined ? by : `${by} on the word of ${word.name}, ${word.organisation} (${word.how})`;
}

/** RUN-11: one host that did not pass is a step that did not pass; unknown weighs more than failed, failed than owed. */
function settleHosts(state: RunState, step: PlanStep, run: StepRunState): readonly Fact[] {
  const { hosts } = run;
  if (hosts.length === 0 || hosts.some((one) => one.state === 'running')) return [];
  const halted = step.serial !== undefined && hosts.some((one) => isFinalFailure(step, one));
  if (
    hosts.some((one) => (one.state === 'waiting' && !halted) || (one.state === 'failed' && !isFinalFailure(step, one)))
  ) {
    return [];
  }
  const worst = (['unknown', 'failed', 'owed'] as const).find((name) => hosts.some((one) => one.state === name));
  if (worst !== undefined) return [settled(step, worst, reasonsOf(hosts, worst), outputsOf(hosts))];
  return [acrossHosts(state, step, run)];
}

function reasonsOf(hosts: readonly HostState[], name: HostState['state']): string {
  return hosts
    .filter((one) => one.state === name)
    .map((one) => {
      const why = one.decided === undefined ? (one.attempts.at(-1)?.ended?.why ?? '') : one.decided.reason;
      return one.host === 'app' ? why : `${one.host}: ${why}`;
    })
    .join('; ');
}

/** One host's outputs are the step's; of several, each host keeps its own. */
function outputsOf(hosts: readonly HostState[]): Readonly<Record<string, unknown>> {
  return hosts.length === 1 ? (hosts[0]?.outputs ?? {}) : {};
}

function acrossHosts(state: RunState, step: PlanStep, run: StepRunState): Fact {
  const outputs = outputsOf(run.hosts);
  const { across } = step.expect;
  const passed = (): Fact => settled(step, 'passed', reasonsOf(run.hosts, 'passed'), outputs);
  if (across === undefined || run.simulated) return passed();
  const results = run.hosts.map((one) => {
    const end = one.attempts.at(-1)?.ended?.end;
    return { host: one.host, outputs: one.outputs, exit: end?.kind === 'exit' ? end.code : null };
  });
  const against = againstAcross(state, step, across, results);
  return against === undefined ? passed() : settled(step, 'failed', against, outputs);
}
