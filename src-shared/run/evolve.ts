import { assertNever } from '../base/assert-never.ts';
import { ChunkedMap } from '../base/chunked-map.ts';
import type { CaseId, Sha256, StepId } from '../base/ids.ts';
import type { Plan, PlanStep } from '../plan/plan.ts';
import { evolveForms, type FormFact } from './evolve-forms.ts';
import { evolveSteps, type StepFact } from './evolve-steps.ts';
import type { Fact, RunEvent, TerminalClosed } from './facts.ts';
import { evolveProbes, stoppedProbes } from './probes.ts';
import type { CaseState, RunState, StepRunState, TerminalState } from './state.ts';

/** The state before the first fact: every step waits. `head` of an empty journal is the plan hash. */
export function initialState(plan: Plan, planHash: Sha256): RunState {
  return {
    plan,
    seq: 0,
    head: planHash,
    at: '',
    name: 'draft',
    why: 'not started',
    people: {},
    preflight: { hosts: {}, checks: {}, accepted: {} },
    steps: ChunkedMap.from(plan.steps.map((step): [StepId, StepRunState] => [step.id, waitingStep(step)])),
    cases: ChunkedMap.from(
      plan.forms.flatMap((form) =>
        form.groups.flatMap((group) => group.cases.map((one): [CaseId, CaseState] => [one.id, untestedCase(one.id)])),
      ),
    ),
    comments: {},
    signOffs: [],
    refusals: [],
    notes: [],
    compareStarted: {},
    compare: [],
    probes: {},
    terminals: [],
    handovers: [],
    sessions: [],
    busy: new Set(),
  };
}

/** A step that nothing has happened to; hosts appear with their first attempt. */
export function waitingStep(step: Pick<PlanStep, 'id'>): StepRunState {
  return {
    id: step.id,
    state: 'waiting',
    why: '',
    hosts: [],
    outputs: {},
    guards: [],
    guardTaking: false,
    reports: [],
    decisions: [],
    simulated: false,
    overridden: false,
  };
}

function untestedCase(id: CaseId): CaseState {
  return { id, verdicts: [], evidence: [], evidencePending: [] };
}

/** Pure and total: the state after one more fact. A fact that is already in the state changes nothing. */
export function evolve(state: RunState, event: RunEvent & { readonly hash?: Sha256 }): RunState {
  // A reconnecting reader sees the tail twice; facts that it already holds are not new.
  if (event.seq <= state.seq) return state;
  const next = evolveFact({ ...state, seq: event.seq, at: event.at, head: event.hash ?? state.head }, event);
  return next;
}

/** Folds one fact into a state whose `seq` and `at` are already those of the fact. */
export function evolveFact(state: RunState, fact: Fact): RunState {
  switch (fact.type) {
    case 'run-created':
      return { ...state, created: fact.data, people: fact.data.people };
    case 'session-opened':
      return { ...stoppedProbes(state), sessions: [...state.sessions, { ...fact.data, at: state.at }] };
    case 'person-named':
      return { ...state, people: { ...state.people, [fact.data.role]: fact.data.person } };
    case 'role-handed-over':
      return {
        ...state,
        people: { ...state.people, [fact.data.role]: fact.data.to },
        handovers: [...state.handovers, { ...fact.data, at: state.at }],
      };
    case 'preflight-started':
    case 'preflight-host-probed':
    case 'preflight-check-taken':
    case 'preflight-finished':
    case 'preflight-accepted':
      return evolvePreflight(state, fact);
    case 'rto-declared':
      return { ...state, rtoDeclaredAt: fact.data.time };
    case 'run-started':
    case 'run-paused':
    case 'run-continued':
    case 'run-aborted':
    case 'rollback-started':
    case 'run-ended':
    case 'run-sealed':
      return evolveRun(state, fact);
    case 'compare-started':
      return { ...state, compareStarted: { ...state.compareStarted, [fact.data.when]: state.at } };
    case 'compare-taken':
      return { ...state, compare: [...state.compare, { ...fact.data, at: state.at }] };
    case 'probe-sampled':
    case 'probes-counted':
    case 'probes-stopped':
      return evolveProbes(state, fact);
    case 'terminal-opened':
      return { ...state, terminals: [...state.terminals, { ...fact.data, openedAt: state.at }] };
    case 'terminal-closed':
      return { ...state, terminals: state.terminals.map((one) => closedBy(one, fact.data, state.at)) };
    default:
      return evolveWork(state, fact);
  }
}

function closedBy(one: TerminalState, closed: TerminalClosed, at: string): TerminalState {
  return one.terminal === closed.terminal ? { ...one, closed, closedAt: at } : one;
}

/** The facts of forms and steps, which are the most. */
function evolveWork(state: RunState, fact: FormFact | StepFact): RunState {
  switch (fact.type) {
    case 'evidence-taking':
    case 'evidence-taken':
    case 'verdict-given':
    case 'caveat-agreed':
    case 'comment-written':
    case 'signed-off':
    case 'sign-off-refused':
    case 'sign-off-voided':
    case 'note-added':
      return evolveForms(state, fact);
    case 'step-started':
    case 'step-not-applicable':
    case 'person-needed':
    case 'guard-taking':
    case 'guard-judged':
    case 'guard-overridden':
    case 'attempt-started':
    case 'before-kept':
    case 'attempt-ended':
    case 'stop-requested':
    case 'step-confirmed':
    case 'failure-reported':
    case 'choice-made':
    case 'failure-decided':
    case 'unknown-decided':
    case 'step-skipped':
    case 'step-settled':
    case 'host-answered':
      return evolveSteps(state, fact);
    default:
      return assertNever(fact, 'fact');
  }
}

type PreflightFact = Extract<Fact, { readonly type: `preflight-${string}` }>;

function evolvePreflight(state: RunState, fact: PreflightFact): RunState {
  const { preflight, at } = state;
  switch (fact.type) {
    case 'preflight-started':
      // A repeated preflight starts from nothing, but what a person accepted stays accepted.
      return {
        ...state,
        name: state.name === 'draft' ? 'preflight' : state.name,
        why: 'preflight runs',
        preflight: { startedAt: at, hosts: {}, checks: {}, accepted: preflight.accepted },
      };
    case 'preflight-host-probed':
      return {
        ...state,
        preflight: { ...preflight, hosts: { ...preflight.hosts, [fact.data.host]: { ...fact.data, at } } },
      };
    case 'preflight-check-taken':
      return {
        ...state,
        preflight: { ...preflight, checks: { ...preflight.checks, [fact.data.step]: { ...fact.data, at } } },
      };
    case 'preflight-finished':
      return { ...state, why: 'preflight is done', preflight: { ...preflight, finishedAt: at } };
    case 'preflight-accepted':
      return {
        ...state,
        preflight: { ...preflight, accepted: { ...preflight.accepted, [fact.data.subject]: { ...fact.data, at } } },
      };
    default:
      return assertNever(fact, 'preflight fact');
  }
}

type RunFact = Extract<
  Fact,
  {
    readonly type:
      'run-started' | 'run-paused' | 'run-continued' | 'run-aborted' | 'rollback-started' | 'run-ended' | 'run-sealed';
  }
>;

function evolveRun(state: RunState, fact: RunFact): RunState {
  switch (fact.type) {
    case 'run-started':
      return { ...state, name: 'running', why: `started by ${fact.data.by.name}`, startedAt: state.at };
    case 'run-paused': {
      const pausedFrom = state.name === 'rolling-back' ? 'rolling-back' : 'running';
      return { ...state, name: 'paused', why: fact.data.reason, pausedFrom };
    }
    case 'run-continued': {
      const { pausedFrom, ...rest } = state;
      return { ...rest, name: pausedFrom ?? 'running', why: `continued by ${fact.data.by.name}` };
    }
    case 'run-aborted':
      return { ...state, name: 'aborted', why: fact.data.reason, endedAt: state.at };
    case 'rollback-started': {
      const steps = fact.data.undos.reduce(
        (map, undo) => (map.get(undo.id) === undefined ? map.with(undo.id, waitingStep(undo)) : map),
        state.steps,
      );
      const { pausedFrom: _, endedAt: __, ...rest } = state;
      return { ...rest, name: 'rolling-back', why: fact.data.reason, steps, rollback: { ...fact.data, at: state.at } };
    }
    case 'run-ended':
      return { ...state, name: fact.data.state, why: fact.data.outcome, outcome: fact.data.outcome, endedAt: state.at };
    case 'run-sealed':
      return { ...state, name: 'sealed', sealed: fact.data };
    default:
      return assertNever(fact, 'run fact');
  }
}
