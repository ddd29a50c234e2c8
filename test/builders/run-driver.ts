import { asId, type HostId, type RoleId, type RunId, type StepId, type SubjectId } from '../../src-shared/base/ids.ts';
import type { Plan } from '../../src-shared/plan/plan.ts';
import type { Circumstances, Command } from '../../src-shared/run/commands.ts';
import { decide } from '../../src-shared/run/decide.ts';
import { evolve, initialState } from '../../src-shared/run/evolve.ts';
import type { AttemptEnded, Fact, Person, RunCreated, RunEvent } from '../../src-shared/run/facts.ts';
import type { RunState } from '../../src-shared/run/state.ts';
import { circumstances, sha256 } from './plan-builder.ts';

export const operator: Person = { name: 'Olga Operator', organisation: 'Vendor' };
export const tester: Person = { name: 'Tom Tester', organisation: 'Vendor' };
export const witness: Person = { name: 'Wanda Witness', organisation: 'Customer' };

/** A run without a journal: commands and observations in, facts and state out. */
export class RunDriver {
  readonly facts: RunEvent[] = [];
  state: RunState;
  readonly #given: () => Circumstances;

  constructor(plan: Plan, created: Partial<RunCreated> = {}, given = circumstances()) {
    const planHash = sha256('plan');
    this.#given = given;
    this.state = initialState(plan, planHash);
    const people = { operator, tester, witness } as Record<RoleId, Person>;
    this.#append({
      type: 'run-created',
      data: {
        format: 1,
        runId: asId<RunId>('r'),
        planHash,
        runbook: { id: 'test', version: '1', title: 'Test' },
        mode: 'rehearsal',
        practice: plan.inventory.practice,
        allowDestructive: [],
        about: { zone: 'UTC' },
        people,
        certificate: sha256('certificate'),
        version: '0',
        ...created,
      },
    });
  }

  #append(fact: Fact): void {
    const event = { ...fact, seq: this.state.seq + 1, at: new Date(this.#given().now).toISOString(), mono: 0 };
    this.facts.push(event);
    this.state = evolve(this.state, event);
  }

  /** Gives the refusal, or nothing when the command was taken; what follows by itself is taken too. */
  command(command: Command): string | undefined {
    const decision = decide(this.state, command, this.#given());
    if (!decision.ok) return decision.refusal;
    for (const fact of decision.facts) this.#append(fact);
    const more = decide(this.state, { type: 'advance' }, this.#given());
    for (const fact of more.ok ? more.facts : []) this.#append(fact);
    return undefined;
  }

  /** Preflight without a finding, approval by the operator, start. */
  start(): this {
    this.command({ type: 'start-preflight' });
    this.command({ type: 'observe', fact: { type: 'preflight-finished', data: { problems: 0 } } });
    this.sign('approval/sign/approver', 'operator', operator);
    this.command({ type: 'start', by: operator });
    return this;
  }

  sign(subject: string, role: string, person: Person): string | undefined {
    return this.command({
      type: 'sign-off',
      subject: asId<SubjectId>(subject),
      role: asId<RoleId>(role),
      person,
      means: 'pin',
      reauthenticated: true,
      scripted: false,
      evidence: [],
    });
  }

  /** The end of the running attempt of a step on a host. */
  ended(step: string, host: string, outcome: AttemptEnded['outcome'], more: Partial<AttemptEnded> = {}): void {
    const attempts = this.state.steps.get(asId<StepId>(step))?.hosts.find((one) => one.host === asId(host))?.attempts;
    this.command({
      type: 'observe',
      fact: {
        type: 'attempt-ended',
        data: {
          step: asId<StepId>(step),
          host: host as HostId,
          attempt: attempts?.at(-1)?.number ?? 1,
          end: { kind: 'exit', code: outcome === 'passed' ? 0 : 1 },
          outcome,
          why: outcome,
          outputs: {},
          matched: [],
          tail: [],
          durationMs: 1,
          ...more,
        },
      },
    });
  }

  stateOf(step: string): string | undefined {
    return this.state.steps.get(asId<StepId>(step))?.state;
  }

  /** The states of all steps of the plan, by id, and the run's own. */
  states(): Readonly<Record<string, string>> {
    const steps = this.state.plan.steps.map(({ id }) => [id, this.stateOf(id) ?? 'missing'] as const);
    return { run: this.state.name, ...Object.fromEntries(steps) };
  }
}
