import { assertNever } from '../base/assert-never.ts';
import type { PlanCompare } from '../plan/plan.ts';
import { advance } from './advance.ts';
import type { Circumstances, Command, Decision, ObservedFact } from './commands.ts';
import { decideForms } from './decide-forms.ts';
import { decideSteps } from './decide-steps.ts';
import { interruptedTerminals, openTerminal, openTerminals } from './decide-terminals.ts';
import { compareMoments } from './compare-facts.ts';
import type { CompareMoment } from './compare-facts.ts';
import type { Fact, Person } from './facts.ts';
import { conflictingRole, isSamePerson } from './people.ts';
import { changesWorld, indexOf } from './plan-index.ts';
import { preflightProblems } from './preflight.ts';
import { rollbackItems, undecidedUnknowns } from './rollback-items.ts';
import type { RunState } from './state.ts';

const refuse = (refusal: string): Decision => ({ ok: false, refusal });
const accept = (...facts: readonly Fact[]): Decision => ({ ok: true, facts });

/**
 * Pure and total: the facts that a command makes in this state, or why it is refused. Nothing is done here; whoever
 * appends the facts does what they announce.
 */
export function decide(state: RunState, command: Command, given: Circumstances): Decision {
  if (state.name === 'sealed' && command.type !== 'open-session') {
    return refuse('The run is sealed: what comes now is a new run that follows this one (--follow).');
  }
  switch (command.type) {
    case 'open-session':
      return accept({ type: 'session-opened', data: command.session }, ...interrupted(state));
    case 'name-person':
    case 'hand-over-role':
      return decidePeople(state, command);
    case 'start-preflight':
    case 'accept-preflight':
    case 'declare-rto':
    case 'start':
    case 'pause':
    case 'continue':
    case 'abort':
    case 'roll-back':
      return decideRun(state, command, given);
    case 'open-terminal':
      return openTerminal(state, command);
    case 'seal':
      return seal(state, command);
    case 'confirm':
    case 'report-failure':
    case 'choose':
    case 'decide-failure':
    case 'decide-unknown':
    case 'skip':
    case 'override-guard':
    case 'stop-step':
      return decideSteps(state, command, given);
    case 'give-verdict':
    case 'take-evidence':
    case 'agree-caveat':
    case 'write-comment':
    case 'sign-off':
    case 'refuse-sign-off':
    case 'add-note':
      return decideForms(state, command, given);
    case 'observe':
      return observe(state, command.fact);
    case 'advance':
      return { ok: true, facts: advance(state, given.now) };
    default:
      return assertNever(command, 'command');
  }
}

/** RUN-3: what ran a script when the program ended is unknown. Looking and waiting begin where they were. */
function interrupted(state: RunState): readonly Fact[] {
  return [...interruptedAttempts(state), ...interruptedReadings(state), ...interruptedTerminals(state)];
}

/** Scripts beside the steps (evidence, values to compare): what was under way is recorded as not seen. */
function interruptedReadings(state: RunState): readonly Fact[] {
  const evidence = [...state.cases.values()].flatMap((one) =>
    one.evidencePending.map((host): Fact => {
      const end = { kind: 'interrupted' } as const;
      return { type: 'evidence-taken', data: { case: one.id, host, end, text: '', truncated: false } };
    }),
  );
  const compared = compareMoments.flatMap((when) =>
    state.compareStarted[when] === undefined ? [] : state.plan.compare.flatMap((one) => openHosts(state, one, when)),
  );
  return [...evidence, ...compared];
}

function openHosts(state: RunState, one: PlanCompare, when: CompareMoment): readonly Fact[] {
  return one.hosts
    .filter(({ host }) => !state.compare.some((seen) => seen.id === one.id && seen.when === when && seen.host === host))
    .map(({ host }) => ({
      type: 'compare-taken',
      data: { id: one.id, when, host, problem: 'its end was not seen: Drillbook ended while it ran' },
    }));
}

function interruptedAttempts(state: RunState): readonly Fact[] {
  const { step: byId } = indexOf(state.plan);
  return [...state.steps.values()].flatMap((run) => {
    const step = byId.get(run.id);
    if (step !== undefined && !changesWorld(step)) return [];
    return run.hosts.flatMap((host): Fact[] => {
      const attempt = host.attempts.at(-1);
      if (host.state !== 'running' || attempt === undefined) return [];
      const base = { step: run.id, host: host.host, attempt: attempt.number, outputs: {}, matched: [], tail: [] };
      const why = 'its end was not seen: Drillbook ended while it ran';
      return [
        {
          type: 'attempt-ended',
          data: { ...base, end: { kind: 'interrupted' }, outcome: 'unknown', why, durationMs: 0 },
        },
      ];
    });
  });
}

/** An observation of something that is not under way (it came twice, or too late) is left out, not refused. */
function observe(state: RunState, fact: ObservedFact): Decision {
  switch (fact.type) {
    case 'before-kept':
    case 'attempt-ended': {
      const host = state.steps.get(fact.data.step)?.hosts.find((one) => one.host === fact.data.host);
      const attempt = host?.attempts.find((one) => one.number === fact.data.attempt);
      return attempt !== undefined && attempt.ended === undefined ? accept(fact) : accept();
    }
    case 'guard-judged':
      return state.steps.get(fact.data.step)?.guardTaking === true ? accept(fact) : accept();
    case 'evidence-taken': {
      const one = state.cases.get(fact.data.case);
      return one?.evidencePending.includes(fact.data.host) === true ? accept(fact) : accept();
    }
    case 'compare-taken': {
      const { id, when, host } = fact.data;
      const seen = state.compare.some((one) => one.id === id && one.when === when && one.host === host);
      return state.compareStarted[when] !== undefined && !seen ? accept(fact) : accept();
    }
    case 'probe-sampled':
    case 'probes-counted':
    case 'probes-stopped':
      return state.startedAt === undefined ? accept() : accept(fact);
    case 'guard-taking':
    case 'preflight-host-probed':
    case 'preflight-check-taken':
    case 'preflight-finished':
      return accept(fact);
    case 'terminal-closed':
      return openTerminals(state).some((one) => one.terminal === fact.data.terminal) ? accept(fact) : accept();
    case 'host-answered':
      // A look that began before the run ended: nothing is paid any more.
      return ['running', 'paused', 'rolling-back'].includes(state.name) ? accept(fact) : accept();
    default:
      return assertNever(fact, 'observed fact');
  }
}

type PeopleCommand = Extract<Command, { readonly type: 'name-person' | 'hand-over-role' }>;

function decidePeople(state: RunState, command: PeopleCommand): Decision {
  const person = command.type === 'name-person' ? command.person : command.to;
  const clash = conflictingRole(state, command.role, person);
  if (clash !== undefined)
    return refuse(`${person.name} is the ${clash} already; the ${command.role} must be somebody else.`);
  const by = command.identifiedBy === undefined ? {} : { identifiedBy: command.identifiedBy };
  const from = state.people[command.role];
  if (command.type === 'name-person') {
    // Before the start it is a slip that is mended; afterwards somebody takes over, which has a reason (RUN-37).
    if (state.startedAt !== undefined && from !== undefined && !isSamePerson(from, person))
      return refuse(`The ${command.role} is ${from.name}: hand the role over to ${person.name}, with a reason.`);
    return accept({ type: 'person-named', data: { role: command.role, person, ...by } });
  }
  if (from === undefined) return refuse(`Nobody is the ${command.role} yet: name a person instead.`);
  const { role, to, reason, bothSigned } = command;
  if (isSamePerson(from, to)) return refuse(`${to.name} is the ${role} already.`);
  return accept({ type: 'role-handed-over', data: { role, from, to, reason, bothSigned, ...by } });
}

type RunCommand = Extract<
  Command,
  {
    readonly type:
      'start-preflight' | 'accept-preflight' | 'declare-rto' | 'start' | 'pause' | 'continue' | 'abort' | 'roll-back';
  }
>;

function decideRun(state: RunState, command: RunCommand, given: Circumstances): Decision {
  switch (command.type) {
    case 'start-preflight':
      return state.startedAt === undefined
        ? accept({ type: 'preflight-started', data: {} })
        : refuse('The run has started: preflight is over.');
    case 'accept-preflight': {
      const { subject, by, reason } = command;
      const known = preflightProblems(state, given.now).some((problem) => problem.subject === subject);
      if (!known) return refuse(`Preflight has no open problem with ${subject}.`);
      return accept({ type: 'preflight-accepted', data: { subject, by, reason } });
    }
    case 'declare-rto':
      return accept({ type: 'rto-declared', data: { time: command.time, by: command.by } });
    case 'start':
      return start(state, command.by, given.now);
    case 'pause':
      if (state.name !== 'running' && state.name !== 'rolling-back')
        return refuse(`The run is ${state.name}: nothing to pause.`);
      return accept({ type: 'run-paused', data: byAndReason(command) });
    case 'continue':
      return state.name === 'paused'
        ? accept({ type: 'run-continued', data: { by: command.by } })
        : refuse(`The run is ${state.name}, not paused.`);
    case 'abort':
      return abort(state, command);
    case 'roll-back':
      return rollBack(state, command);
    default:
      return assertNever(command, 'run command');
  }
}

function byAndReason(command: { readonly by?: Person; readonly reason: string }): {
  readonly by?: Person;
  readonly reason: string;
} {
  return command.by === undefined ? { reason: command.reason } : { by: command.by, reason: command.reason };
}

/** RUN-4: approved by the plan's hash, preflight fresh and clean or accepted. */
function start(state: RunState, by: Person, now: number): Decision {
  if (state.startedAt !== undefined) return refuse(`The run was started at ${state.startedAt}.`);
  const approved = state.signOffs.some((one) => one.subject.startsWith('approval/') && one.voided === undefined);
  if (!approved) return refuse('The plan is not approved.');
  const problems = preflightProblems(state, now);
  if (problems.length > 0) {
    return refuse(`Preflight is not clean: ${problems.map(({ subject, what }) => `${subject}: ${what}`).join('; ')}`);
  }
  return accept({ type: 'run-started', data: { by } });
}

function abort(state: RunState, command: Extract<Command, { type: 'abort' }>): Decision {
  if (['completed', 'failed', 'aborted', 'rolled-back'].includes(state.name))
    return refuse(`The run is ${state.name} already.`);
  if (state.busy.size > 0) return refuse(`Stop first what is under way: ${[...state.busy].join(', ')}.`);
  return accept({ type: 'run-aborted', data: byAndReason(command) });
}

function rollBack(state: RunState, command: Extract<Command, { type: 'roll-back' }>): Decision {
  if (state.startedAt === undefined) return refuse('Nothing has run yet: there is nothing to roll back.');
  const isPausedRollback = state.name === 'paused' && state.pausedFrom === 'rolling-back';
  if (state.name === 'rolling-back' || isPausedRollback) return refuse('The rollback is under way.');
  const unknown = undecidedUnknowns(state);
  if (unknown.length > 0)
    return refuse(`Say first what became of ${unknown.join(', ')}: unknown steps cannot be undone blindly.`);
  const started: Fact = { type: 'rollback-started', data: { ...byAndReason(command), undos: rollbackItems(state) } };
  return accept(started, ...stoppedBefore(state, command));
}

/** RUN-30: what ended an earlier rollback (`onFailure: stop`) is tried again: nobody else could have it tried. */
function stoppedBefore(state: RunState, { by, reason }: Extract<Command, { type: 'roll-back' }>): readonly Fact[] {
  if (state.rollback === undefined || by === undefined) return [];
  return indexOf(state.plan).rollback.flatMap(({ id, onFailure }): readonly Fact[] => {
    const stopped = onFailure === 'stop' && state.steps.get(id)?.state === 'failed';
    const data = { step: id, choice: 'retry', by, reason, evidence: [], scripted: false } as const;
    return stopped ? [{ type: 'failure-decided', data }] : [];
  });
}

/** RUN-41: sealing ends the record; what is open then stays open for ever, so it needs a run that has ended. */
function seal(state: RunState, command: Extract<Command, { type: 'seal' }>): Decision {
  if (!['completed', 'failed', 'aborted', 'rolled-back'].includes(state.name)) {
    return refuse(`The run is ${state.name}: it can be sealed when it has ended.`);
  }
  const open = openTerminals(state);
  if (open.length > 0) return refuse(`Close first the terminals on ${open.map(({ host }) => host).join(', ')}.`);
  const { publicKey, signature, certificate } = command;
  return accept({ type: 'run-sealed', data: { head: state.head, publicKey, signature, certificate } });
}
