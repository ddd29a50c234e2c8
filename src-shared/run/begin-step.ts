import { assertNever } from '../base/assert-never.ts';
import { messageOf } from '../base/drill-error.ts';
import type { HostId } from '../base/ids.ts';
import { asId } from '../base/ids.ts';
import type { HostWork, PlanStep } from '../plan/plan.ts';
import { evaluateExpression } from '../runbook/expression.ts';
import { attemptEnv, evaluateCondition, expressionContext, shownText, type AttemptEnv } from './context.ts';
import type { Fact } from './facts.ts';
import { hostsOf, indexOf } from './plan-index.ts';
import type { HostState, RunState, StepRunState } from './state.ts';

/** How long a preflight result stands in for the check at the start: fifteen minutes. */
export const preflightFreshMs = 15 * 60_000;

export function settled(
  step: PlanStep,
  state: Extract<Fact, { type: 'step-settled' }>['data']['state'],
  why: string,
  outputs: Readonly<Record<string, unknown>> = {},
): Fact {
  return { type: 'step-settled', data: { step: step.id, state, why, outputs } };
}

/** A step whose turn has come (RUN-5 to RUN-9): left out, taken over from preflight, or started. */
export function beginStep(state: RunState, step: PlanStep, run: StepRunState, now: number): readonly Fact[] {
  if (run.startedAt !== undefined)
    return [
      startedOn(
        step,
        run.hosts.map(({ host }) => host),
      ),
    ];
  const mode = state.created?.mode ?? 'rehearsal';
  if (step.mode !== 'both' && step.mode !== mode) {
    return [notApplicable(step, `only in a ${step.mode} run`, true)];
  }
  if (step.action.kind === 'sign' && step.action.optional && state.people[step.action.who] === undefined) {
    return [notApplicable(step, `no ${step.action.who} takes part`, false)];
  }
  return fromPreflight(state, step, now) ?? decideWhen(state, step);
}

function startedOn(step: PlanStep, hosts: readonly (HostId | 'app')[]): Fact {
  return { type: 'step-started', data: { step: step.id, hosts } };
}

function notApplicable(step: PlanStep, why: string, simulated: boolean): Fact {
  return { type: 'step-not-applicable', data: { step: step.id, why, simulated } };
}

/** A check of preflight that is fresh, or was accepted, is not taken again. */
function fromPreflight(state: RunState, step: PlanStep, now: number): readonly Fact[] | undefined {
  if (step.action.kind !== 'check' || indexOf(state.plan).phase.get(step.phase)?.preflight !== true) return undefined;
  const taken = state.preflight.checks[step.id];
  const accepted = state.preflight.accepted[step.id];
  if (accepted !== undefined && taken?.result !== 'true') {
    return [
      startedOn(step, []),
      settled(step, 'skipped', `failed at preflight, accepted by ${accepted.by.name}: ${accepted.reason}`),
    ];
  }
  if (taken?.result !== 'true' || now - Date.parse(taken.at) > preflightFreshMs) return undefined;
  return [
    startedOn(step, []),
    settled(step, 'passed', `${taken.detail} (taken at preflight, ${taken.at})`, taken.outputs),
  ];
}

/** RUN-6: `when` is decided once, for each host where it names `host`; an error fails the step, it never skips it. */
function decideWhen(state: RunState, step: PlanStep): readonly Fact[] {
  const all = hostsOf(step);
  // In a terminal a person works: where is theirs to choose, and nothing is tried by itself.
  const tried = (hosts: readonly (HostId | 'app')[]): Fact =>
    startedOn(step, step.action.kind === 'terminal' ? [] : hosts);
  if (step.when === undefined) return [tried(all)];
  const { when } = step;
  try {
    const holds = (host?: HostId | 'app'): boolean => evaluateCondition(when, expressionContext(state, step, host));
    if (!isDecidedPerHost(step)) return [holds() ? tried(all) : notApplicable(step, `\`${when}\` is false`, false)];
    const hosts = all.filter((host) => holds(host));
    return [hosts.length > 0 ? tried(hosts) : notApplicable(step, `\`${when}\` is false on every host`, false)];
  } catch (thrown) {
    return [startedOn(step, []), settled(step, 'failed', `\`when\` cannot be decided: ${messageOf(thrown)}`)];
  }
}

/** True where `when` is decided for each host that the step works on (RUN-6), and not once for all of them. */
export function isDecidedPerHost(step: PlanStep): boolean {
  const [first] = hostsOf(step);
  return (
    /(?<![.\w])host\b/.test(step.when ?? '') &&
    first !== undefined &&
    first !== 'app' &&
    step.bindings['host'] === undefined
  );
}

/** What a step that has begun asks of the world: its guards first, then people, or attempts on hosts. */
export function moveStep(state: RunState, step: PlanStep, run: StepRunState, now: number): readonly Fact[] {
  if (run.guardTaking) return [];
  if (run.skipped !== undefined) return [settled(step, 'skipped', `${run.skipped.by.name}: ${run.skipped.reason}`)];
  if (step.guard.length > 0 && run.guardOverridden === undefined) {
    if (run.guards.length === 0) return [{ type: 'guard-taking', data: { step: step.id, moment: 'start' } }];
    const held = run.guards.find((guard) => guard.result !== 'true');
    if (held !== undefined) {
      const said = held.result === 'false' ? 'is false' : 'could not be taken';
      return [settled(step, 'failed', `the guard ${held.guard} ${said}: ${held.detail}`)];
    }
  }
  if (run.hosts.length > 0) return startAttempts(state, step, run, now);
  const stoodIn =
    step.action.kind === 'terminal'
      ? hostsOf(step).some((host) => simulates(state, step, host))
      : simulates(state, step, 'app');
  if (stoodIn) {
    return [
      { type: 'attempt-started', data: { step: step.id, host: 'app', attempt: 1, purpose: 'step', simulated: true } },
      simulatedEnd(step, 'app', 1),
    ];
  }
  return askPerson(state, step);
}

const noHost = 'there is no host to work on';

function askPerson(state: RunState, step: PlanStep): readonly Fact[] {
  const { action } = step;
  const need = (text: string, role = step.by, options?: readonly string[]): Fact => ({
    type: 'person-needed',
    data: { step: step.id, role, text, ...(options === undefined ? {} : { options }) },
  });
  switch (action.kind) {
    case 'manual':
      return [need(shownText(state, step, action.instructions))];
    case 'terminal':
      return [
        action.hosts.length === 0 ? settled(step, 'failed', noHost) : need(shownText(state, step, action.instructions)),
      ];
    case 'choose':
      return askChoice(state, step, action, need);
    case 'form':
      return [need(`Give a verdict on every case of “${step.title}”, then sign.`)];
    case 'sign':
      return [need(shownText(state, step, action.statement), action.who)];
    case 'run':
    case 'check':
    case 'wait':
    case 'dns':
    case 'copy':
    case 'notify':
      // Work without a host: its `when` left none, or its target is empty.
      return [settled(step, 'failed', noHost)];
    default:
      return assertNever(action, 'action');
  }
}

function askChoice(
  state: RunState,
  step: PlanStep,
  { options, default: usual }: Extract<PlanStep['action'], { readonly kind: 'choose' }>,
  need: (text: string, role: undefined, options: readonly string[]) => Fact,
): readonly Fact[] {
  const first = usual === undefined ? undefined : shownText(state, step, usual);
  const offer = (all: readonly string[]): readonly Fact[] => {
    const offered = [...new Set(all)];
    return [
      need(
        step.title,
        undefined,
        offered.toSorted((a, b) => Number(b === first) - Number(a === first)),
      ),
    ];
  };
  if (!('cel' in options)) return offer(options);
  try {
    const value = evaluateExpression(options.cel, expressionContext(state, step));
    if (!Array.isArray(value) || value.length === 0)
      return [settled(step, 'failed', `\`${options.cel}\` gives nothing to choose from`)];
    const plain = value.every((one) => typeof one === 'string' || typeof one === 'number');
    return plain ? offer(value.map(String)) : [settled(step, 'failed', `\`${options.cel}\` gives no list of texts`)];
  } catch (thrown) {
    return [settled(step, 'failed', `the options cannot be had: ${messageOf(thrown)}`)];
  }
}

/** RUN-12: a rehearsal away from practice sends nothing destructive, unless a person named the hosts. */
function simulates(state: RunState, step: PlanStep, host: HostId | 'app'): boolean {
  const { created } = state;
  if (!step.destructive || created === undefined || created.mode === 'live' || created.practice) return false;
  return host === 'app' ? created.allowDestructive.length === 0 : !created.allowDestructive.includes(host);
}

function simulatedEnd(step: PlanStep, host: HostId | 'app', attempt: number): Fact {
  return {
    type: 'attempt-ended',
    data: {
      step: step.id,
      host,
      attempt,
      end: { kind: 'simulated' },
      outcome: 'passed',
      why: 'simulated: a rehearsal sends nothing destructive',
      outputs: {},
      matched: [],
      tail: [],
      durationMs: 0,
    },
  };
}

/** RUN-10: hosts begin at once, or `serial` at a time; a host that failed is tried again while `retry` allows. */
function startAttempts(state: RunState, step: PlanStep, run: StepRunState, now: number): readonly Fact[] {
  const limit = step.serial ?? Infinity;
  const halted = step.serial !== undefined && run.hosts.some((one) => isFinalFailure(step, one));
  let running = run.hosts.filter((one) => one.state === 'running').length;
  const facts: Fact[] = [];
  for (const host of run.hosts) {
    const due = host.state === 'waiting' ? !halted : retryAt(step, host) <= now;
    if (!due || host.state === 'running' || running >= limit) continue;
    running += 1;
    facts.push(...startAttempt(state, step, host));
  }
  return facts;
}

function startAttempt(state: RunState, step: PlanStep, host: HostState): readonly Fact[] {
  const attempt = host.attempts.length + 1;
  const simulated = simulates(state, step, host.host);
  const base = { step: step.id, host: host.host, attempt, simulated };
  const purpose = step.id.startsWith('rollback/') ? 'undo' : 'step';
  try {
    const work = workOn(step, host.host);
    const env = work === undefined ? undefined : attemptEnv(state, step, work);
    const shown = env === undefined ? {} : { env: { ...env.values, ...namedSecrets(env.secrets) } };
    const started: Fact = { type: 'attempt-started', data: { ...base, purpose, ...shown } };
    return simulated ? [started, simulatedEnd(step, host.host, attempt)] : [started];
  } catch (thrown) {
    return [settled(step, 'failed', `a value for ${host.host} cannot be had: ${messageOf(thrown)}`)];
  }
}

function namedSecrets(secrets: AttemptEnv['secrets']): Readonly<Record<string, string>> {
  const shown: Record<string, string> = {};
  for (const [name, value] of Object.entries(secrets)) {
    shown[name] = 'secret' in value ? `(secret ${value.secret})` : `(holds a secret: ${value.template})`;
  }
  return shown;
}

/** The share of one host in a step that sends values: to a script, a copy, or in a message. */
function workOn(step: PlanStep, host: HostId | 'app'): HostWork | undefined {
  const { action } = step;
  if (action.kind === 'notify') return { host: asId<HostId>('app'), env: action.values };
  const hosts =
    action.kind === 'run' || action.kind === 'copy'
      ? action.hosts
      : action.kind === 'check' && action.check.kind === 'run'
        ? action.check.hosts
        : [];
  return hosts.find((work) => work.host === host);
}

/** When a failed host may be tried again by itself, in milliseconds since 1970; Infinity: never. */
export function retryAt(step: PlanStep, host: HostState): number {
  const { retry } = step.timing;
  const last = host.attempts.at(-1);
  if (host.state !== 'failed' || retry === undefined || host.tries > retry.times || last?.endedAt === undefined) {
    return Infinity;
  }
  // A person's word that it failed, or a stop, is not an end that the retry was meant for.
  const kind = last.ended?.end.kind;
  if (host.decided !== undefined || kind === 'cancelled') return Infinity;
  return Date.parse(last.endedAt) + retry.everyMs;
}

export function isFinalFailure(step: PlanStep, host: HostState): boolean {
  return host.state === 'unknown' || (host.state === 'failed' && retryAt(step, host) === Infinity);
}
