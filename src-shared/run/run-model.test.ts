import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asId, type CaseId, type HostId, type StepId } from '../base/ids.ts';
import { form, manual, plan, portCheck, run, step } from '../../test/builders/plan-builder.ts';
import { operator, RunDriver, tester } from '../../test/builders/run-driver.ts';
import { sayings } from '../../test/builders/sayings.ts';
import type { Plan } from '../plan/plan.ts';
import type { Command, ObservedFact } from './commands.ts';
import { compareMoments, type CompareMoment } from './compare-facts.ts';
import { evolve, initialState } from './evolve.ts';
import type { AttemptEnded, FailureChoice, UnknownChoice } from './facts.ts';
import { isSatisfied } from './order.ts';
import { activeSteps } from './plan-index.ts';
import { waitingFor } from './waiting.ts';

/** What a random person, host or crash does next; numbers choose among what there is. */
type Move =
  | { readonly kind: 'end'; readonly at: number; readonly outcome: AttemptEnded['outcome'] }
  | { readonly kind: 'guards'; readonly result: 'true' | 'false' | 'not-taken' }
  | { readonly kind: 'failure'; readonly at: number; readonly choice: FailureChoice }
  | { readonly kind: 'unknown'; readonly at: number; readonly choice: UnknownChoice }
  | { readonly kind: 'confirm' | 'report' | 'skip' | 'override' | 'stop' | 'answers'; readonly at: number }
  | { readonly kind: 'verdict'; readonly at: number; readonly is: 'PASS' | 'FAIL' | 'OTHER'; readonly retest: boolean }
  | { readonly kind: 'say'; readonly what: number }
  | { readonly kind: 'sign' | 'pause' | 'continue' | 'abort' | 'roll-back' | 'crash' | 'seal' };

const at = fc.nat({ max: 7 });
const outcome = fc.constantFrom<AttemptEnded['outcome']>('passed', 'passed', 'failed', 'unknown', 'owed');
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('end' as const), at, outcome }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('guards' as const),
      result: fc.constantFrom('true' as const, 'false' as const, 'not-taken' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('failure' as const),
      at,
      choice: fc.constantFrom<FailureChoice>('retry', 'by-hand', 'skip', 'continue', 'rollback', 'abort'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('unknown' as const),
      at,
      choice: fc.constantFrom<UnknownChoice>('verified-done', 'run-again', 'failed'),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'confirm' as const,
        'report' as const,
        'skip' as const,
        'override' as const,
        'stop' as const,
        'answers' as const,
      ),
      at,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('verdict' as const),
      at,
      is: fc.constantFrom('PASS' as const, 'FAIL' as const, 'OTHER' as const),
      retest: fc.boolean(),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('say' as const), what: fc.nat({ max: sayings.length - 1 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'sign' as const,
        'pause' as const,
        'continue' as const,
        'abort' as const,
        'roll-back' as const,
        'crash' as const,
        'seal' as const,
      ),
    }),
  },
);

const on = (...hosts: readonly string[]) => hosts.map((host) => ({ host: asId<HostId>(host), env: {} }));
const undo = { undo: { kind: 'run' as const, script: 'undo', hosts: on('a', 'c') } };

type Reaction = 'ask' | 'stop' | 'continue' | 'rollback';

function somePlan(serial: boolean, onFailure: Reaction, explicit: boolean): Plan {
  const dark = asId<StepId>('p/dark');
  const steps = [
    step('p/off', run('off', 'a', 'b'), { unreachable: 'owe', ...undo, ...(serial ? { serial: 1 } : {}) }),
    step('p/dark', portCheck, { needs: [asId('p/off')] }),
    step('q/press', manual, { guard: [dark], undo: { kind: 'manual', instructions: 'release' } }),
    step('q/retry', run('r', 'c'), { onFailure, timing: { everyMs: 2000, retry: { times: 1, everyMs: 0 } } }),
    step('q/side', run('s', 'b')),
    step('q/pick', { kind: 'choose', options: ['north', 'south'] }, { needs: [] }),
    step('q/look', { kind: 'terminal', hosts: on('a'), instructions: 'look', ask: {}, evidence: 'none' }),
    step('f/base', { kind: 'form', form: asId('f/base') }),
    step('g/accept', {
      kind: 'sign',
      who: asId('tester'),
      meaning: 'accepts',
      statement: 'So it is.',
      optional: false,
    }),
    ...(explicit ? [step('rollback/back/one', run('back', 'c'), { onFailure, phase: 'rollback/back' })] : []),
  ];
  const base = form('f/base', ['one', 'two'], { tester: 'required', witness: 'optional' });
  const evidence = { kind: 'run', script: 'show', hosts: [{ host: asId<HostId>('a'), env: {} }] } as const;
  const groups = base.groups.map((group) => ({
    ...group,
    cases: group.cases.map((one, at) => (at === 0 ? { ...one, evidence } : one)),
  }));
  const compare = [{ id: 'role', title: 'Role', script: 'role', hosts: on('c') }];
  return plan(steps, { forms: [{ ...base, groups }], compare });
}

const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(1, list.length)];

function commandsOf(driver: RunDriver, one: Move): readonly Command[] {
  const { state } = driver;
  const reason = { by: operator, reason: 'r', scripted: false } as const;
  const runs = [...state.steps.values()].sort((a, b) => a.id.localeCompare(b.id));
  const step_ = (among = runs): StepId => pick(among, 'at' in one ? one.at : 0)?.id ?? asId('p/off');
  switch (one.kind) {
    case 'guards':
      return runs
        .filter((item) => item.guardTaking)
        .map(({ id }) => ({
          type: 'observe',
          fact: {
            type: 'guard-judged',
            data: { step: id, guard: asId('p/dark'), moment: 'start', result: one.result, detail: '', last: true },
          },
        }));
    case 'failure':
      return [
        {
          type: 'decide-failure',
          step: step_(runs.filter((item) => item.state === 'failed')),
          choice: one.choice,
          evidence: [],
          ...reason,
        },
      ];
    case 'unknown': {
      const item = pick(
        runs.filter((each) => each.state === 'unknown'),
        one.at,
      );
      const host = item?.hosts.find((each) => each.state === 'unknown')?.host ?? 'app';
      return [{ type: 'decide-unknown', step: item?.id ?? asId('p/off'), host, choice: one.choice, ...reason }];
    }
    case 'confirm': {
      const id = step_(runs.filter((item) => item.state === 'needs-person'));
      const judged = {
        step: id,
        guard: asId<StepId>('p/dark'),
        moment: 'confirm',
        result: 'true',
        detail: '',
        last: true,
      } as const;
      return [
        { type: 'observe', fact: { type: 'guard-taking', data: { step: id, moment: 'confirm' } } },
        { type: 'observe', fact: { type: 'guard-judged', data: judged } },
        { type: 'confirm', step: id, by: operator, answers: {}, evidence: [], scripted: false },
      ];
    }
    case 'report':
      return [
        {
          type: 'report-failure',
          step: step_(runs.filter((item) => item.state === 'needs-person')),
          evidence: [],
          ...reason,
        },
      ];
    case 'skip':
      return [{ type: 'skip', step: step_(), by: operator, reason: 'r' }];
    case 'override':
      return [{ type: 'override-guard', step: asId('q/press'), by: operator, reason: 'r' }];
    case 'stop':
      return [{ type: 'stop-step', step: step_(), by: operator, reason: 'r' }];
    case 'answers':
      return [{ type: 'observe', fact: { type: 'host-answered', data: { host: asId(one.at % 2 === 0 ? 'a' : 'b') } } }];
    case 'verdict': {
      const id = asId<CaseId>(`f/base/g1/${one.at % 2 === 0 ? 'one' : 'two'}`);
      const retest = one.retest ? { retest: 'again' } : {};
      const caveat = one.is === 'OTHER' ? { caveat: 'known' } : {};
      return [
        { type: 'give-verdict', case: id, is: one.is, by: tester, evidence: [], scripted: false, ...retest, ...caveat },
      ];
    }
    case 'pause':
    case 'abort':
    case 'roll-back':
      return [{ type: one.kind, by: operator, reason: 'r' }];
    case 'continue':
      return [{ type: 'continue', by: operator }];
    case 'crash':
      return [{ type: 'open-session', session: { version: '0', host: 'h', pid: 1, tornBytes: 0 } }];
    case 'seal':
      return [{ type: 'seal', publicKey: '', signature: '', certificate: state.head }];
    case 'say':
      return [sayings[one.what % sayings.length] ?? { type: 'advance' }];
    case 'end':
    case 'sign':
      return [];
  }
}

/** The moment whose values are being taken now: nothing else may move meanwhile. */
function openCompare({ state }: RunDriver): CompareMoment | undefined {
  return compareMoments.find(
    (when) => state.compareStarted[when] !== undefined && state.compare.every((one) => one.when !== when),
  );
}

function make(driver: RunDriver, one: Move): void {
  if (one.kind === 'sign') {
    driver.sign('f/base/sign/tester', 'tester', tester);
    driver.sign('g/accept', 'tester', tester);
  } else if (one.kind === 'end') {
    const moment = openCompare(driver);
    if (moment !== undefined) {
      const data = { id: 'role', when: moment, host: asId<HostId>('c'), value: one.outcome };
      driver.command({ type: 'observe', fact: { type: 'compare-taken', data } });
    }
    const running = [...driver.state.steps.values()]
      .flatMap((item) =>
        item.hosts.filter((host) => host.state === 'running').map((host) => [item.id, host.host] as const),
      )
      .sort();
    const [id, host] = pick(running, one.at) ?? [];
    if (id !== undefined && host !== undefined) driver.ended(id, host, one.outcome);
  } else for (const command of commandsOf(driver, one)) driver.command(command);
}

/** How often each attempt was allowed to begin: the first time, and once more for each fact that says so. */
function unaskedRepeats(driver: RunDriver): readonly string[] {
  const allowed = new Map<string, number>();
  const faults: string[] = [];
  for (const fact of driver.facts) {
    if (fact.type === 'attempt-started') {
      const key = `${fact.data.step} ${fact.data.host}`;
      const left = allowed.get(key) ?? 1;
      if (left < 1) faults.push(`${key} attempt ${fact.data.attempt}`);
      allowed.set(key, left - 1);
    } else if (fact.type === 'attempt-ended' && fact.data.step === asId('q/retry') && fact.data.outcome === 'failed') {
      allowed.set(`${fact.data.step} ${fact.data.host}`, 1);
    } else if (fact.type === 'failure-decided' && fact.data.choice === 'retry') {
      for (const host of ['a', 'b', 'c', 'app']) allowed.set(`${fact.data.step} ${host}`, 1);
    } else if (fact.type === 'unknown-decided' && fact.data.choice === 'run-again') {
      allowed.set(`${fact.data.step} ${fact.data.host}`, 1);
    } else if (fact.type === 'host-answered') {
      // RUN-13: what the host owes, and the checks after it, which look and change nothing.
      const again = [` ${fact.data.host}`, ' app'];
      for (const key of allowed.keys()) if (again.some((end) => key.endsWith(end))) allowed.set(key, 1);
    }
  }
  return faults;
}

function check(driver: RunDriver, whole: Plan): void {
  const { state, facts } = driver;
  // RUN-1: replay gives the same state, and a repeated tail changes nothing.
  const replayed = facts.reduce(
    evolve,
    initialState(whole, facts[0]?.type === 'run-created' ? facts[0].data.planHash : state.head),
  );
  const plain = (one: typeof state): unknown => ({
    ...one,
    steps: [...one.steps.values()],
    cases: [...one.cases.values()],
    busy: [...one.busy],
  });
  expect(plain(replayed)).toEqual(plain(state));
  expect(facts.slice(-3).reduce(evolve, state)).toBe(state);
  // RUN-2: nothing begins twice by itself.
  expect(unaskedRepeats(driver)).toEqual([]);
  const runs = [...state.steps.values()];
  // RUN-40: a run that reads completed has nothing open, and says its doubts.
  if (state.name === 'completed') {
    expect(
      runs.filter((item) => !['passed', 'skipped', 'not-applicable'].includes(item.state)).map(({ id }) => id),
    ).toEqual([]);
    if (runs.some((item) => item.state === 'skipped' || item.overridden)) expect(state.outcome).not.toBe('completed');
  }
  // A run is never stuck: it ended, or something is under way, or somebody is told what it waits for.
  const ended = ['completed', 'failed', 'aborted', 'rolled-back', 'sealed'].includes(state.name);
  const comparing = openCompare(driver) !== undefined;
  const told = waitingFor(state);
  if (!ended && !comparing && state.busy.size === 0) expect(told.length).toBeGreaterThan(0);
  // Nor is a step: what failed and holds the run up is told, whatever else waits beside it.
  if (['running', 'rolling-back'].includes(state.name) && state.busy.size === 0) {
    const failed = activeSteps(state).filter((item) => {
      const now = state.steps.get(item.id);
      return now?.state === 'failed' && !isSatisfied(now, item);
    });
    expect(failed.filter(({ id }) => told.every((one) => one.id !== id)).map(({ id }) => id)).toEqual([]);
  }
}

const commands: Readonly<Record<Command['type'], true>> = {
  'open-session': true,
  'name-person': true,
  'hand-over-role': true,
  'start-preflight': true,
  'accept-preflight': true,
  'declare-rto': true,
  start: true,
  pause: true,
  continue: true,
  abort: true,
  'roll-back': true,
  'stop-step': true,
  confirm: true,
  'report-failure': true,
  choose: true,
  'decide-failure': true,
  'decide-unknown': true,
  skip: true,
  'override-guard': true,
  'give-verdict': true,
  'take-evidence': true,
  'agree-caveat': true,
  'write-comment': true,
  'sign-off': true,
  'refuse-sign-off': true,
  'add-note': true,
  'open-terminal': true,
  seal: true,
  observe: true,
  advance: true,
};
const observations: Readonly<Record<ObservedFact['type'], true>> = {
  'preflight-host-probed': true,
  'preflight-check-taken': true,
  'preflight-finished': true,
  'guard-taking': true,
  'guard-judged': true,
  'before-kept': true,
  'attempt-ended': true,
  'evidence-taken': true,
  'compare-taken': true,
  'probe-sampled': true,
  'probes-counted': true,
  'probes-stopped': true,
  'host-answered': true,
  'terminal-closed': true,
};

/** Notes what was said: a command that nobody ever says here is not proven by this test. */
class HeardDriver extends RunDriver {
  static readonly heard = new Set<string>();

  override command(command: Command): string | undefined {
    HeardDriver.heard.add(command.type === 'observe' ? command.fact.type : command.type).add(command.type);
    return super.command(command);
  }
}

test('RUN-1 to RUN-41 hold under any order of commands, ends and crashes', () => {
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.constantFrom<Reaction>('ask', 'stop', 'continue', 'rollback'),
      fc.boolean(),
      fc.array(move, { minLength: 5, maxLength: 60 }),
      (serial, onFailure, explicit, moves) => {
        const whole = somePlan(serial, onFailure, explicit);
        const driver = new HeardDriver(whole).start();
        for (const one of moves) make(driver, one);
        check(driver, whole);
      },
    ),
    { numRuns: 2000 },
  );
  expect(Object.keys({ ...commands, ...observations }).filter((type) => !HeardDriver.heard.has(type))).toEqual([]);
});
