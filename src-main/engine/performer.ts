import { assertNever } from '../../src-shared/base/assert-never.ts';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import type { CaseId, HostId, StepId } from '../../src-shared/base/ids.ts';
import type { HostWork, PlanHost, PlanProbe, PlanStep } from '../../src-shared/plan/plan.ts';
import { probeStep } from '../../src-shared/plan/probe-step.ts';
import { againstAcross } from '../../src-shared/run/across.ts';
import type { ObservedFact } from '../../src-shared/run/commands.ts';
import { attemptEnv, evaluateCondition, expressionContext, secretText } from '../../src-shared/run/context.ts';
import type { CompareMoment } from '../../src-shared/run/compare-facts.ts';
import type { AttemptStarted, Fact, GuardMoment, Outputs } from '../../src-shared/run/facts.ts';
import { indexOf, stepOf } from '../../src-shared/run/plan-index.ts';
import type { RunState } from '../../src-shared/run/state.ts';
import type { CheckTaken, StepContext, StepWork } from './ports.ts';
import { takePreflight } from './preflight.ts';

export interface PerformerOutside {
  readonly work: StepWork;
  readonly state: () => RunState;
  readonly observe: (fact: ObservedFact) => Promise<void>;
  /** Values of secret parameters, by parameter id. */
  readonly secrets: Readonly<Record<string, string>>;
  /** How often the guards of an open step are taken again, in milliseconds. */
  readonly guardEveryMs: number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** The loop's second half: does what durable facts announce, and reports what was seen. */
export class Performer {
  readonly #outside: PerformerOutside;
  readonly #under = new Map<Promise<void>, AbortController>();
  readonly #ofStep = new Map<StepId, Set<AbortController>>();
  readonly #watched = new Set<StepId>();
  readonly #closing = new AbortController();
  #failure: Error | undefined;

  constructor(outside: PerformerOutside) {
    this.#outside = outside;
  }

  get busy(): boolean {
    return this.#under.size > 0;
  }

  /** What broke inside, never what a host did: the run must not go on as if nothing were. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** Begins what a fact announces; facts that announce nothing are left alone. */
  perform(fact: Fact): void {
    switch (fact.type) {
      case 'attempt-started':
        if (!fact.data.simulated) this.#begin(fact.data.step, (signal) => this.#attempt(fact.data, signal));
        return;
      case 'guard-taking':
        this.#begin(fact.data.step, (signal) => this.#guards(fact.data.step, fact.data.moment, signal));
        return;
      case 'evidence-taking':
        this.#begin(undefined, (signal) => this.#evidence(fact.data.case, fact.data.host, signal));
        return;
      case 'compare-started':
        this.#begin(undefined, (signal) => this.#compare(fact.data.when, signal));
        return;
      case 'preflight-started':
        this.#begin(undefined, (signal) => this.#preflight(signal));
        return;
      case 'person-needed':
        this.#watchGuards(fact.data.step);
        return;
      case 'stop-requested':
        for (const controller of this.#ofStep.get(fact.data.step) ?? []) controller.abort();
        return;
      default:
        return;
    }
  }

  /** After a start on an existing journal: what had begun and may simply go on. Scripts are not among it. */
  resume(): void {
    const state = this.#outside.state();
    for (const run of state.steps.values()) {
      if (run.guardTaking) this.#begin(run.id, (signal) => this.#guards(run.id, 'start', signal));
      if (run.state === 'needs-person') this.#watchGuards(run.id);
      for (const host of run.hosts) {
        const attempt = host.state === 'running' ? host.attempts.at(-1) : undefined;
        if (attempt !== undefined) this.#begin(run.id, (signal) => this.#attempt(attempt.started, signal));
      }
    }
    if (
      state.preflight.startedAt !== undefined &&
      state.preflight.finishedAt === undefined &&
      state.startedAt === undefined
    ) {
      this.#begin(undefined, (signal) => this.#preflight(signal));
    }
  }

  /** Stops everything: each attempt ends as cancelled, and says whether its process is gone. */
  async stop(): Promise<void> {
    this.#closing.abort();
    for (const controller of this.#under.values()) controller.abort();
    await Promise.allSettled([...this.#under.keys()]);
  }

  /** Looks once for a probe; whatever kept it from looking is told as not taken. */
  takeProbe(probe: PlanProbe, signal: AbortSignal): Promise<CheckTaken> {
    return this.#takeOf(probeStep(probe), signal);
  }

  #fail(thrown: unknown): void {
    this.#failure ??= thrown instanceof Error ? thrown : new Error(String(thrown));
  }

  #isClosing(): boolean {
    return this.#closing.signal.aborted;
  }

  #begin(step: StepId | undefined, work: (signal: AbortSignal) => Promise<void>): void {
    const controller = new AbortController();
    if (step !== undefined) this.#ofStep.set(step, (this.#ofStep.get(step) ?? new Set()).add(controller));
    const done: Promise<void> = work(controller.signal)
      .catch((thrown: unknown) => {
        this.#fail(thrown);
      })
      .finally(() => {
        this.#under.delete(done);
        if (step !== undefined) this.#ofStep.get(step)?.delete(controller);
      });
    this.#under.set(done, controller);
  }

  #host(id: HostId): PlanHost {
    const host = this.#outside.state().plan.inventory.hosts[id];
    if (host === undefined) throw new DrillError('run.refused', `The plan has no host ${id}`);
    return host;
  }

  #context(step: PlanStep, signal: AbortSignal, values?: Readonly<Record<string, string>>): StepContext {
    const state = this.#outside.state();
    return {
      step,
      signal,
      host: (id) => this.#host(id),
      env: (work) => this.#env(state, step, work, values),
      holds: (expression, host, outputs) =>
        evaluateCondition(expression, { ...expressionContext(state, step, host), outputs, ...outputs }),
      against: (results) =>
        step.expect.across === undefined ? undefined : againstAcross(state, step, step.expect.across, results),
    };
  }

  /** The values that the journal announced, with the secrets that it only named, and our own three names. */
  #env(
    state: RunState,
    step: PlanStep,
    work: HostWork,
    announced?: Readonly<Record<string, string>>,
  ): Readonly<Record<string, string>> {
    const { values, secrets } = attemptEnv(state, step, work);
    const context = expressionContext(state, step, work.host);
    const known: Record<string, string> = {};
    for (const [name, value] of Object.entries(secrets))
      known[name] = secretText(value, context, this.#outside.secrets);
    return {
      ...(announced ?? values),
      ...known,
      DRILLBOOK_RUN: state.created?.runId ?? '',
      DRILLBOOK_STEP: step.id,
      DRILLBOOK_HOST: work.host,
    };
  }

  async #attempt(started: AttemptStarted, signal: AbortSignal): Promise<void> {
    const state = this.#outside.state();
    const { step: id, host, attempt } = started;
    const step = stepOf(state, id);
    const perform = step === undefined ? undefined : this.#outside.work.perform[step.action.kind];
    if (step === undefined || perform === undefined) {
      throw new DrillError('plan.no-executor', `Nothing here can run ${id}`);
    }
    const run = state.steps.get(id)?.hosts.find((one) => one.host === host);
    const startedAt = Date.parse(run?.attempts.find((one) => one.number === attempt)?.startedAt ?? state.at);
    const recording = `${id.replaceAll('/', '.').replaceAll('@', '.')}.${attempt}.${host}`;
    const result = await perform(
      {
        host,
        attempt,
        recording,
        startedAt,
        keep: (found) => this.#outside.observe({ type: 'before-kept', data: { step: id, host, attempt, found } }),
        kept: (of) => this.#kept(of, host),
      },
      this.#context(step, signal, started.env),
    );
    await this.#outside.observe({ type: 'attempt-ended', data: { ...result, step: id, host, attempt } });
  }

  #kept(of: StepId, host: HostId | 'app'): readonly Outputs[] {
    const run = this.#outside.state().steps.get(of);
    const attempts = run?.hosts.find((one) => one.host === host)?.attempts ?? [];
    return attempts.map(({ kept }) => kept).filter((kept) => kept !== undefined);
  }

  async #guards(id: StepId, moment: GuardMoment, signal: AbortSignal): Promise<void> {
    const state = this.#outside.state();
    const guards = stepOf(state, id)?.guard ?? [];
    const taken = await Promise.all(
      guards.map(async (guard) => ({ guard, ...(await this.#takeCheck(guard, signal)) })),
    );
    for (const [at, { guard, result, detail }] of taken.entries()) {
      const last = at === taken.length - 1;
      await this.#outside.observe({ type: 'guard-judged', data: { step: id, guard, moment, result, detail, last } });
    }
  }

  async #takeCheck(id: StepId, signal: AbortSignal): Promise<CheckTaken> {
    const step = stepOf(this.#outside.state(), id);
    if (step === undefined) return { result: 'not-taken', detail: `there is no check ${id}`, outputs: {} };
    return this.#takeOf(step, signal);
  }

  async #takeOf(step: PlanStep, signal: AbortSignal): Promise<CheckTaken> {
    try {
      return await this.#outside.work.takeCheck(this.#context(step, signal));
    } catch (thrown) {
      // A guard fails closed: what could not be looked at is not true.
      return { result: 'not-taken', detail: messageOf(thrown), outputs: {} };
    }
  }

  /** Takes the guards of an open step every 5 s for as long as a person has its instructions. */
  #watchGuards(id: StepId): void {
    const guards = stepOf(this.#outside.state(), id)?.guard ?? [];
    if (guards.length === 0 || this.#watched.has(id)) return;
    this.#watched.add(id);
    const { sleep, guardEveryMs, state, observe } = this.#outside;
    const watch = async (): Promise<void> => {
      for (;;) {
        await sleep(guardEveryMs, this.#closing.signal);
        const run = state().steps.get(id);
        if (this.#isClosing() || run?.state !== 'needs-person') break;
        if (run.guardTaking || run.confirmed !== undefined) continue;
        const before = new Map(run.guards.map((guard) => [guard.guard, guard.result]));
        for (const guard of guards) {
          const { result, detail } = await this.#takeCheck(guard, this.#closing.signal);
          // Only a change is a fact: a step that is open for an hour would fill the journal with the same line.
          if (result === before.get(guard) || this.#isClosing()) continue;
          await observe({ type: 'guard-taking', data: { step: id, moment: 'open' } });
          await observe({
            type: 'guard-judged',
            data: { step: id, guard, moment: 'open', result, detail, last: true },
          });
        }
      }
      this.#watched.delete(id);
    };
    watch().catch((thrown: unknown) => {
      this.#fail(thrown);
    });
  }

  async #evidence(id: CaseId, host: HostId | 'app', signal: AbortSignal): Promise<void> {
    const found = indexOf(this.#outside.state().plan).case.get(id);
    const evidence = found?.case.evidence;
    const work = evidence?.kind === 'run' ? evidence.hosts.find((one) => one.host === host) : undefined;
    if (found === undefined || evidence?.kind !== 'run' || work === undefined) return;
    const before =
      this.#outside
        .state()
        .cases.get(id)
        ?.evidence.filter((one) => one.host === host).length ?? 0;
    const name = `${id.replaceAll('/', '.').replaceAll('@', '.')}.${before + 1}.${host}`;
    const output = await this.#read(evidence.script, work, name, found.form.id, signal);
    await this.#outside.observe({ type: 'evidence-taken', data: { case: id, host, ...output } });
  }

  async #read(
    script: string,
    work: HostWork,
    recording: string | undefined,
    of: StepId,
    signal: AbortSignal,
  ): ReturnType<StepWork['readScript']> {
    const state = this.#outside.state();
    const step = stepOf(state, of) ?? state.plan.steps[0];
    if (step === undefined) throw new DrillError('run.refused', 'The plan has no step');
    const context = {
      ...this.#context(step, signal),
      env: (one: HostWork) => this.#env(state, { ...step, id: of }, one),
    };
    try {
      return await this.#outside.work.readScript(script, work, recording, context);
    } catch (thrown) {
      if (!(thrown instanceof DrillError)) throw thrown;
      return { end: { kind: 'not-sent', code: thrown.code, message: thrown.message }, text: '', truncated: false };
    }
  }

  async #compare(when: CompareMoment, signal: AbortSignal): Promise<void> {
    const { plan, compare } = this.#outside.state();
    const open = plan.compare.flatMap((one) =>
      one.hosts
        .filter((work) => !compare.some((seen) => seen.id === one.id && seen.when === when && seen.host === work.host))
        .map((work) => ({ one, work })),
    );
    await Promise.all(
      open.map(async ({ one, work }) => {
        const output = await this.#read(one.script, work, undefined, plan.steps[0]?.id ?? ('' as StepId), signal);
        const { end, text } = output;
        const value = end.kind === 'exit' && end.code === 0 ? { value: text.trim() } : { problem: endInWords(end) };
        await this.#outside.observe({ type: 'compare-taken', data: { id: one.id, when, host: work.host, ...value } });
      }),
    );
  }

  async #preflight(signal: AbortSignal): Promise<void> {
    const { work, observe } = this.#outside;
    await takePreflight({
      state: this.#outside.state(),
      observe,
      probe: (host, required) => work.probeHost(host, required, signal),
      takeCheck: (step) => this.#takeOf(step, signal),
    });
  }
}

function endInWords(end: Awaited<ReturnType<StepWork['readScript']>>['end']): string {
  switch (end.kind) {
    case 'exit':
      return `exit ${end.code}`;
    case 'signal':
      return `signal ${end.signal}`;
    case 'lost':
    case 'not-sent':
      return end.message;
    case 'no-status':
    case 'timed-out':
    case 'cancelled':
    case 'interrupted':
    case 'simulated':
    case 'observed':
      return end.kind;
    default:
      return assertNever(end, 'end of a script');
  }
}
