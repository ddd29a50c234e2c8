import type { CaseId, HostId, RoleId, Sha256, StepId, SubjectId } from '../../../src-shared/base/ids.ts';
import { asId } from '../../../src-shared/base/ids.ts';
import { canonicalPlan } from '../../../src-shared/plan/canonical.ts';
import type { Plan } from '../../../src-shared/plan/plan.ts';
import { buildReport } from '../../../src-shared/report/build-report.ts';
import type { ReportModel } from '../../../src-shared/report/model.ts';
import type { Lang } from '../../../src-shared/run/acceptance.ts';
import { evolve, initialState } from '../../../src-shared/run/evolve.ts';
import type { AttemptEnded, Fact, FactData, Person, RunMode, SignOff, Verdict } from '../../../src-shared/run/facts.ts';
import { sealRecord } from '../../../src-shared/run/record.ts';
import type { JournalRecord } from '../../../src-shared/run/record.ts';
import type { RunState } from '../../../src-shared/run/state.ts';
import { sha256 } from './sample-plan.ts';

const tester: Person = { name: 'Practice Tester', organisation: 'Vendor', title: 'Voice engineer' };
const witness: Person = { name: 'Practice Witness', organisation: 'Customer', title: 'Telephony manager' };
export const operator: Person = { name: 'Practice Operator', organisation: 'Vendor' };
const people = { tester, witness, operator } as Readonly<Record<RoleId, Person>>;

/** Writes facts as records with their hashes; each call of `at` moves the clock. */
export class SampleRun {
  readonly plan: Plan;
  readonly planHash: Sha256;
  readonly lines: string[] = [];
  readonly records: JournalRecord[] = [];
  state: RunState;
  #now = Date.parse('2026-11-20T21:00:00.000Z');

  constructor(plan: Plan, mode: RunMode = 'live') {
    this.plan = plan;
    this.planHash = sha256(canonicalPlan(plan));
    this.state = initialState(plan, this.planHash);
    this.add('run-created', {
      format: 1,
      runId: asId('2026-11-20T21-00-00Z-tvox-activation-7f3a'),
      planHash: this.planHash,
      runbook: { id: plan.runbook.id, version: plan.runbook.version, title: plan.runbook.title },
      mode,
      practice: false,
      allowDestructive: [],
      about: {
        customer: 'Customer',
        site: 'North',
        change: 'CHG-4711',
        occasion: 'planned change',
        window: { from: '2026-11-20T21:00:00.000Z', to: '2026-11-21T03:00:00.000Z' },
        zone: 'Europe/Rome',
      },
      people,
      certificate: sha256('certificate'),
      version: '0.1.0',
    });
    this.add('session-opened', { version: '0.1.0', host: 'desk-1', pid: 4242, tornBytes: 0 });
  }

  wait(seconds: number): this {
    this.#now += seconds * 1000;
    return this;
  }

  add<T extends Fact['type']>(type: T, data: FactData[T]): this {
    this.#now += 250;
    const { record, line } = sealRecord(
      { type, data } as Fact,
      {
        seq: this.records.length + 1,
        at: new Date(this.#now).toISOString(),
        mono: this.#now - Date.parse('2026-11-20T21:00:00.000Z'),
        prev: this.records.at(-1)?.hash ?? this.planHash,
      },
      sha256,
    );
    this.records.push(record);
    this.lines.push(line);
    this.state = evolve(this.state, record);
    return this;
  }

  start(): this {
    this.add('preflight-started', {});
    this.add('preflight-host-probed', {
      host: asId<HostId>('voice-c'),
      required: true,
      ok: true,
      detail: 'OpenSSH 9.2, sudo works',
      hostKey: 'SHA256:mN4rGq0n2kq5Y9zq1u7Yk3Wv0yJfT6r8sB2cD4eF6t8',
      hostKeyNew: true,
      skewMs: -137,
      sudo: 'works',
    });
    this.add('preflight-host-probed', {
      host: asId<HostId>('voice-a'),
      required: false,
      ok: false,
      code: 'ssh.timeout',
      detail: 'no answer within 10 s',
    });
    this.add('preflight-accepted', {
      subject: 'voice-a',
      by: operator,
      reason: 'the master is dead: that is why we are here',
    });
    this.add('preflight-finished', { problems: 1 });
    this.add('rto-declared', { time: '2026-11-20T20:58:00.000Z', by: operator });
    this.wait(20).add('run-started', { by: operator });
    return this.add('compare-taken', { id: 'role', when: 'before', host: asId<HostId>('voice-c'), value: 'standby' });
  }

  attempt(step: string, host: string, more: Partial<AttemptEnded> = {}, seconds = 5): this {
    const base = { step: asId<StepId>(step), host: asId<HostId>(host), attempt: more.attempt ?? 1 };
    this.add('attempt-started', { ...base, purpose: 'step', simulated: more.end?.kind === 'simulated' });
    this.wait(seconds);
    return this.add('attempt-ended', {
      ...base,
      end: { kind: 'exit', code: 0 },
      outcome: 'passed',
      why: 'exit 0',
      outputs: {},
      matched: [],
      tail: ['done'],
      durationMs: seconds * 1000,
      ...more,
    });
  }

  settle(step: string, state: FactData['step-settled']['state'] = 'passed', why = ''): this {
    return this.add('step-settled', { step: asId(step), state, why, outputs: {} });
  }

  /** All four steps of the sample plan, as planned. */
  activate(): this {
    this.add('step-started', {
      step: asId('isolate/power-off'),
      hosts: [asId<HostId>('voice-a'), asId<HostId>('voice-b')],
    });
    this.attempt('isolate/power-off', 'voice-a', { end: { kind: 'lost', message: 'connection reset' }, tail: [] }, 40);
    this.attempt('isolate/power-off', 'voice-b', {}, 60).settle('isolate/power-off');
    this.add('step-started', { step: asId('isolate/dark'), hosts: ['app'] });
    this.attempt(
      'isolate/dark',
      'app',
      { end: { kind: 'observed', samples: 16 }, tail: ['voice-a:22 silent', 'voice-a:5060 silent'] },
      33,
    );
    this.settle('isolate/dark');
    this.add('step-started', { step: asId('activate/press'), hosts: [] });
    this.add('person-needed', {
      step: asId('activate/press'),
      role: asId('operator'),
      text: 'In the OCC of Voice C press *Activate*.',
    });
    this.wait(72).add('step-confirmed', {
      step: asId('activate/press'),
      by: operator,
      note: 'pressed at once',
      answers: { ticket: 'T-1' },
      evidence: [],
      onWordOf: { name: 'Night guard', organisation: 'Site North', how: 'phone' },
      scripted: false,
    });
    this.settle('activate/press').add('step-started', {
      step: asId('activate/role'),
      hosts: [asId<HostId>('voice-c')],
    });
    this.attempt('activate/role', 'voice-c', {
      matched: [{ stream: 'stdout', text: 'role: active' }],
      tail: ['service: voice.example.test', 'role: active', 'since: 2026-11-20T21:04:11Z'],
    });
    this.settle('activate/role');
    return this.add('compare-taken', { id: 'role', when: 'after', host: asId<HostId>('voice-c'), value: 'active' });
  }

  evidence(id: string, host: string, text: string): this {
    return this.add('evidence-taken', {
      case: asId(id),
      host: asId<HostId>(host),
      end: { kind: 'exit', code: 0 },
      text,
      truncated: false,
    });
  }

  verdict(id: string, is: Verdict, more: Partial<FactData['verdict-given']> = {}): this {
    return this.add('verdict-given', {
      case: asId<CaseId>(id),
      is,
      by: tester,
      evidence: [],
      early: false,
      scripted: false,
      ...more,
    });
  }

  sign(subject: string, role: 'tester' | 'witness' | 'operator', more: Partial<SignOff> = {}): this {
    const statement =
      role === 'tester'
        ? 'I performed these tests and the results above are mine.'
        : 'I watched these tests; the results are as I saw them.';
    return this.add('signed-off', {
      subject: asId<SubjectId>(subject),
      role: asId(role),
      person: people[role as RoleId] ?? operator,
      meaning: role === 'tester' ? 'executed' : 'witnessed',
      statement,
      means: 'pin',
      scripted: false,
      reauthenticated: true,
      evidence: [],
      signedAt: new Date(this.#now).toISOString(),
      zone: 'Europe/Rome',
      covers: { planHash: this.planHash, result: sha256(subject), evidence: [], head: this.state.head },
      drawn: [squiggle],
      ...more,
    });
  }

  end(state: 'completed' | 'failed' | 'rolled-back' = 'completed', outcome: string = state): this {
    return this.add('run-ended', { state, outcome });
  }

  report(lang: Lang = 'en'): ReportModel {
    return buildReport({
      plan: this.plan,
      planHash: this.planHash,
      state: this.state,
      events: this.records,
      lang,
      generatedAt: '2026-11-20T23:00:00.000Z',
      notAttached: [],
      missing: [],
    });
  }
}

const squiggle: readonly (readonly [number, number])[] = Array.from(
  { length: 60 },
  (_, at) => [at / 60, 0.5 + 0.4 * Math.sin(at / 3.2) * (1 - at / 80)] as const,
);
