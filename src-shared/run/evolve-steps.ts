import { assertNever } from '../base/assert-never.ts';
import type { HostId, StepId } from '../base/ids.ts';
import { failedTogether } from './across.ts';
import type { Fact } from './facts.ts';
import { checksAfter } from './order.ts';
import { activeSteps } from './plan-index.ts';
import type { HostState, RunState, StepRunState } from './state.ts';

export type StepFact = Extract<
  Fact,
  {
    readonly type:
      | 'step-started'
      | 'step-not-applicable'
      | 'person-needed'
      | 'guard-taking'
      | 'guard-judged'
      | 'guard-overridden'
      | 'attempt-started'
      | 'before-kept'
      | 'attempt-ended'
      | 'stop-requested'
      | 'step-confirmed'
      | 'failure-reported'
      | 'choice-made'
      | 'failure-decided'
      | 'unknown-decided'
      | 'step-skipped'
      | 'step-settled'
      | 'host-answered';
  }
>;

/** Facts about steps and their attempts. */
export function evolveSteps(state: RunState, fact: StepFact): RunState {
  if (fact.type === 'host-answered') return evolveHostAnswered(state, fact.data.host);
  const step = state.steps.get(fact.data.step);
  // A journal of a newer plan format could name a step that this plan lacks: nothing to change.
  if (step === undefined) return state;
  const evolved = evolveStep(step, fact, state.at);
  const again = fact.type === 'failure-decided' && fact.data.choice === 'retry';
  const next = again ? { ...evolved, retriedSeq: state.seq } : evolved;
  const busy = isBusy(next);
  return {
    ...state,
    steps: state.steps.with(step.id, next),
    busy: busy === state.busy.has(step.id) ? state.busy : withMember(state.busy, step.id, busy),
  };
}

function isBusy(step: StepRunState): boolean {
  return step.guardTaking || step.hosts.some((host) => host.state === 'running');
}

function withMember(set: ReadonlySet<StepId>, id: StepId, member: boolean): ReadonlySet<StepId> {
  const next = new Set(set);
  if (member) next.add(id);
  else next.delete(id);
  return next;
}

function evolveStep(step: StepRunState, fact: Exclude<StepFact, { type: 'host-answered' }>, at: string): StepRunState {
  switch (fact.type) {
    case 'step-started':
      return {
        ...step,
        state: 'running',
        why: '',
        startedAt: step.startedAt ?? at,
        hosts: fact.data.hosts.map((host) => step.hosts.find((one) => one.host === host) ?? freshHost(host)),
      };
    case 'step-not-applicable':
      return { ...step, state: 'not-applicable', why: fact.data.why, simulated: fact.data.simulated, endedAt: at };
    case 'person-needed':
      return { ...step, state: 'needs-person', why: `waits for the ${fact.data.role}`, asked: fact.data };
    case 'guard-taking':
      return { ...step, guardTaking: true };
    case 'guard-judged': {
      const { guard, result, detail, last } = fact.data;
      const others = step.guards.filter((one) => one.guard !== guard);
      return { ...step, guardTaking: !last, guards: [...others, { guard, result, detail, at }] };
    }
    case 'guard-overridden':
      return {
        ...step,
        guardOverridden: fact.data,
        overridden: true,
        state: step.state === 'failed' ? 'ready' : step.state,
      };
    case 'attempt-started':
    case 'before-kept':
    case 'attempt-ended':
      return evolveAttempt(step, fact, at);
    case 'stop-requested':
      return { ...step, why: `stop asked for by ${fact.data.by.name}: ${fact.data.reason}` };
    case 'step-confirmed':
      return { ...step, confirmed: fact.data, outputs: { ...step.outputs, ...fact.data.answers } };
    case 'failure-reported':
      return { ...step, reports: [...step.reports, { ...fact.data, at }] };
    case 'choice-made':
      return { ...step, choice: fact.data.option, outputs: { ...step.outputs, choice: fact.data.option } };
    case 'step-skipped':
      return { ...step, skipped: fact.data };
    case 'failure-decided':
      return evolveFailureDecision(step, fact.data);
    case 'unknown-decided':
      return evolveUnknownDecision(step, fact.data);
    case 'step-settled': {
      const { state, why, outputs } = fact.data;
      // What is undone now was over when it was: its own time does not go on to its undo.
      const endedAt = state === 'undone' ? (step.endedAt ?? lastEnd(step) ?? at) : at;
      return { ...step, state, why, outputs: { ...step.outputs, ...outputs }, endedAt };
    }
    default:
      return assertNever(fact, 'step fact');
  }
}

/** Of what was still under way when the rollback was asked for nothing was settled: the end of its last attempt counts. */
function lastEnd({ hosts }: StepRunState): string | undefined {
  const ends = hosts.flatMap(({ attempts }) => attempts.flatMap((one) => one.endedAt ?? []));
  return ends.toSorted().at(-1);
}

function evolveAttempt(
  step: StepRunState,
  fact: Extract<StepFact, { type: 'attempt-started' | 'before-kept' | 'attempt-ended' }>,
  at: string,
): StepRunState {
  const { host: name } = fact.data;
  const host = step.hosts.find((one) => one.host === name) ?? freshHost(name);
  if (fact.type === 'attempt-started') {
    const attempts = [...host.attempts, { number: fact.data.attempt, started: fact.data, startedAt: at }];
    const simulated = step.simulated || fact.data.simulated;
    // What a person said of an earlier attempt says nothing of this one.
    const { decided: _, ...rest } = host;
    return withHost({ ...step, simulated }, { ...rest, state: 'running', attempts });
  }
  if (fact.type === 'before-kept') {
    const { attempt, found } = fact.data;
    return withHost(step, {
      ...host,
      attempts: host.attempts.map((one) => (one.number === attempt ? { ...one, kept: found } : one)),
    });
  }
  const { outcome, outputs, attempt } = fact.data;
  const attempts = host.attempts.map((one) =>
    one.number === attempt ? { ...one, ended: fact.data, endedAt: at } : one,
  );
  const tries = outcome === 'failed' ? host.tries + 1 : host.tries;
  return withHost(step, { ...host, state: outcome, attempts, outputs: { ...host.outputs, ...outputs }, tries });
}

function freshHost(host: HostId | 'app'): HostState {
  return { host, state: 'waiting', attempts: [], outputs: {}, tries: 0 };
}

function withHost(step: StepRunState, host: HostState): StepRunState {
  const at = step.hosts.findIndex((one) => one.host === host.host);
  return { ...step, hosts: at < 0 ? [...step.hosts, host] : step.hosts.with(at, host) };
}

function evolveFailureDecision(
  step: StepRunState,
  decision: Extract<Fact, { type: 'failure-decided' }>['data'],
): StepRunState {
  const overridden = step.overridden || decision.choice === 'by-hand';
  const decided = { ...step, overridden, decisions: [...step.decisions, decision] };
  if (decision.choice !== 'retry') return decided;
  // Only what failed is tried again; hosts that passed keep their result, but where what they gave together failed.
  const together = failedTogether(step);
  const hosts = step.hosts.map((one) =>
    together || one.state === 'failed' ? { ...one, state: 'waiting' as const, tries: 0 } : one,
  );
  // Confirmations are asked for anew.
  const { endedAt: _, confirmed: __, asked: ___, choice: ____, ...rest } = decided;
  return { ...rest, state: 'ready', why: 'tried again', hosts, guards: [] };
}

function evolveUnknownDecision(
  step: StepRunState,
  decision: Extract<Fact, { type: 'unknown-decided' }>['data'],
): StepRunState {
  const host = step.hosts.find((one) => one.host === decision.host);
  if (host === undefined) return step;
  const next = { ...host, decided: decision };
  const { endedAt: _, ...open } = step;
  switch (decision.choice) {
    case 'verified-done':
      return withHost({ ...open, state: 'running', overridden: true }, { ...next, state: 'passed' });
    case 'run-again':
      return withHost({ ...open, state: 'ready', why: 'run again', guards: [] }, { ...next, state: 'waiting' });
    case 'failed':
      return withHost({ ...open, state: 'running' }, { ...next, state: 'failed' });
    default:
      return assertNever(decision.choice, 'decision on an unknown');
  }
}

/** A host that was owed something is there again: what it owes comes first now, also while other hosts pay theirs. */
function evolveHostAnswered(state: RunState, host: HostId): RunState {
  let { steps } = state;
  for (const step of state.steps.values()) {
    if (!step.hosts.some((one) => one.host === host && one.state === 'owed')) continue;
    const hosts = step.hosts.map((one) => (one.host === host ? { ...one, state: 'waiting' as const } : one));
    const { endedAt: _, ...rest } = step;
    const opened = { ...rest, state: 'ready' as const, why: `${host} answers again`, guards: [] };
    steps = steps.with(step.id, { ...(step.state === 'owed' ? opened : step), hosts });
    for (const { id } of checksAfter(activeSteps(state), step.id)) {
      const check = steps.get(id);
      if (check?.state === 'passed') steps = steps.with(id, unproven(check, host));
    }
  }
  return { ...state, steps };
}

/** What a check saw while the host was silent says nothing about the host that is there again. */
function unproven(check: StepRunState, host: HostId): StepRunState {
  const hosts = check.hosts.map((one) => ({ ...one, state: 'waiting' as const, tries: 0 }));
  const { endedAt: _, ...rest } = check;
  return { ...rest, state: 'waiting', why: `proven again: ${host} answers again`, hosts };
}
