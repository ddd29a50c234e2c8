import { DrillError } from '../../src-shared/base/drill-error.ts';
import type { ErrorCode } from '../../src-shared/base/error-codes.ts';
import type { StepId } from '../../src-shared/base/ids.ts';
import { stepWork } from '../../src-shared/plan/step-hosts.ts';
import { attemptEnv, expressionContext, secretText } from '../../src-shared/run/context.ts';
import type { Fact, TerminalClosed, TerminalOpened } from '../../src-shared/run/facts.ts';
import { stepOf } from '../../src-shared/run/plan-index.ts';
import type { RunState } from '../../src-shared/run/state.ts';
import type { ScriptOutside } from './script-attempt.ts';
import { runTerminal, type Typist } from './terminal-session.ts';

export interface TerminalDeskOptions extends ScriptOutside {
  readonly state: () => RunState;
  /** Values of secret parameters, by parameter id: the `env` of a step may name them. */
  readonly secretValues: Readonly<Record<string, string>>;
  /** Makes the end of a terminal durable. */
  readonly closed: (data: TerminalClosed) => Promise<void>;
}

interface OpenTerminal {
  readonly step: StepId | undefined;
  readonly leave: AbortController;
  readonly shell: PromiseWithResolvers<Typist>;
  ended: Promise<void>;
}

/** The terminals of one run that are open here. `closeAll` comes before the journal is closed: it tells of every end. */
export class TerminalDesk {
  readonly #options: TerminalDeskOptions;
  readonly #open = new Map<string, OpenTerminal>();

  constructor(options: TerminalDeskOptions) {
    this.#options = options;
  }

  /** Does what a durable fact announces: asks for a shell, or closes those of a step that is settled. */
  perform(fact: Fact): void {
    if (fact.type === 'terminal-opened') this.#begin(fact.data);
    if (fact.type !== 'step-settled') return;
    for (const [terminal, { step }] of this.#open) if (step === fact.data.step) void this.close(terminal);
  }

  /** Resolves when the shell is there. Throws DrillError `ssh.*` or `recording.write-failed` where none could be had. */
  async ready(terminal: string): Promise<void> {
    await this.#find(terminal).shell.promise;
  }

  async write(terminal: string, text: string): Promise<void> {
    const typist = await this.#find(terminal).shell.promise;
    await typist.write(text);
  }

  /** A terminal that has ended has no size any more: that is no fault. */
  resize(terminal: string, columns: number, rows: number): void {
    const shell = this.#open.get(terminal)?.shell.promise;
    void shell?.then(
      (typist) => {
        typist.resize(columns, rows);
      },
      () => undefined,
    );
  }

  /** Resolves when the end of that terminal is durable; at once where it is not open. */
  async close(terminal: string): Promise<void> {
    const one = this.#open.get(terminal);
    one?.leave.abort(new DrillError('step.cancelled', 'The terminal was closed'));
    await one?.ended;
  }

  /** Resolves when the terminal has ended by whatever means, and that is durable. */
  async ended(terminal: string): Promise<void> {
    await this.#open.get(terminal)?.ended;
  }

  async closeAll(): Promise<void> {
    await Promise.all([...this.#open.keys()].map((terminal) => this.close(terminal)));
  }

  #find(terminal: string): OpenTerminal {
    const one = this.#open.get(terminal);
    if (one !== undefined) return one;
    throw new DrillError('run.refused', `The terminal ${terminal} is not open: open a new one.`);
  }

  #begin(opened: TerminalOpened): void {
    const shell = Promise.withResolvers<Typist>();
    // Whoever asked for it hears by `ready`; for everybody else there is the fact.
    shell.promise.catch(() => undefined);
    const one: OpenTerminal = { step: opened.step, leave: new AbortController(), shell, ended: Promise.resolve() };
    this.#open.set(opened.terminal, one);
    // A journal that takes nothing any more is told of by every command.
    one.ended = this.#run(opened, one).catch(() => undefined);
  }

  async #run(opened: TerminalOpened, { leave, shell }: OpenTerminal): Promise<void> {
    const { state } = this.#options;
    const host = state().plan.inventory.hosts[opened.host];
    if (host === undefined) throw new DrillError('run.refused', `The plan has no host ${opened.host}`);
    const closed = await runTerminal(this.#options, {
      opened,
      host,
      title: `${opened.step ?? 'terminal'} on ${host.name}`,
      env: () => this.#env(opened),
      signal: leave.signal,
      onShell: shell.resolve,
    });
    await this.#options.closed(closed).finally(() => {
      this.#open.delete(opened.terminal);
      shell.reject(whyNot(closed));
    });
  }

  /** Within a step its variables, as far as the host takes them; the three of ours always. */
  #env({ step: id, host }: TerminalOpened): Readonly<Record<string, string>> {
    const state = this.#options.state();
    const ours = { DRILLBOOK_RUN: state.created?.runId ?? '', DRILLBOOK_HOST: host };
    const step = id === undefined ? undefined : stepOf(state, id);
    const work = step === undefined ? undefined : stepWork(step).find((one) => one.host === host);
    if (step === undefined || work === undefined) return ours;
    const { values, secrets } = attemptEnv(state, step, work);
    const context = expressionContext(state, step, host);
    const known = Object.entries(secrets).map(
      ([name, value]) => [name, secretText(value, context, this.#options.secretValues)] as const,
    );
    return { ...values, ...Object.fromEntries(known), ...ours, DRILLBOOK_STEP: step.id };
  }
}

function whyNot({ end }: TerminalClosed): DrillError {
  if (end.kind === 'not-opened') return new DrillError(end.code as ErrorCode, end.message);
  return new DrillError('step.cancelled', 'The terminal was closed before it was there');
}
