import type { Disposable } from '../../src-shared/base/disposable.ts';
import type { Circumstances, Command, Decision } from '../../src-shared/run/commands.ts';
import { decide } from '../../src-shared/run/decide.ts';
import { evolve, evolveFact } from '../../src-shared/run/evolve.ts';
import type { Fact } from '../../src-shared/run/facts.ts';
import type { JournalRecord } from '../../src-shared/run/record.ts';
import type { RunState } from '../../src-shared/run/state.ts';
import type { Journal } from './ports.ts';

interface Asked {
  readonly command: Command;
  readonly resolve: (decision: Decision) => void;
  readonly reject: (reason: unknown) => void;
}

type RecordsListener = (records: readonly JournalRecord[], state: RunState) => void;

/**
 * The loop's first half: commands in, durable facts out. Commands that come while a sync is under way are decided
 * together and share the next one. Nobody hears of a fact before it is on disk.
 */
export class FactPump {
  readonly #journal: Journal;
  readonly #circumstances: () => Circumstances;
  readonly #listeners = new Set<RecordsListener>();
  #state: RunState;
  #asked: Asked[] = [];
  #pumping = false;

  constructor(journal: Journal, state: RunState, circumstances: () => Circumstances) {
    this.#journal = journal;
    this.#circumstances = circumstances;
    this.#state = journal.records.reduce<RunState>(evolve, state);
  }

  get state(): RunState {
    return this.#state;
  }

  /** True while commands wait or a sync is under way. */
  get busy(): boolean {
    return this.#pumping || this.#asked.length > 0;
  }

  onRecords(listener: RecordsListener): Disposable {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  /** Resolves when the command's facts are durable; rejects when the journal cannot be written any more. */
  command(command: Command): Promise<Decision> {
    const decision = this.#ask(command);
    if (!this.#pumping) void this.#pump();
    return decision;
  }

  /** Several commands as one: nothing begins by itself between them. */
  async together(commands: readonly Command[]): Promise<void> {
    const decisions = commands.map((command) => this.#ask(command));
    if (!this.#pumping) void this.#pump();
    await Promise.all(decisions);
  }

  #ask(command: Command): Promise<Decision> {
    return new Promise((resolve, reject) => {
      this.#asked.push({ command, resolve, reject });
    });
  }

  async #pump(): Promise<void> {
    this.#pumping = true;
    while (this.#asked.length > 0) {
      const batch = this.#asked.splice(0);
      try {
        const { facts, decisions } = this.#decideAll(batch.map(({ command }) => command));
        if (facts.length > 0) this.#publish(await this.#journal.append(facts));
        batch.forEach((asked, at) => {
          const decision = decisions[at];
          if (decision !== undefined) asked.resolve(decision);
        });
      } catch (thrown) {
        for (const asked of batch) asked.reject(thrown);
      }
    }
    this.#pumping = false;
  }

  #decideAll(commands: readonly Command[]): {
    readonly facts: readonly Fact[];
    readonly decisions: readonly Decision[];
  } {
    const given = this.#circumstances();
    const facts: Fact[] = [];
    let state: RunState = { ...this.#state, at: new Date(given.now).toISOString() };
    const take = (command: Command): Decision => {
      const decision = decide(state, command, given);
      for (const fact of decision.ok ? decision.facts : []) {
        facts.push(fact);
        // The number that the record will have: signatures are named by it.
        state = evolveFact({ ...state, seq: this.#state.seq + facts.length }, fact);
      }
      return decision;
    };
    const decisions = commands.map(take);
    take({ type: 'advance' });
    return { facts, decisions };
  }

  #publish(records: readonly JournalRecord[]): void {
    this.#state = records.reduce<RunState>(evolve, this.#state);
    for (const listener of [...this.#listeners]) listener(records, this.#state);
  }
}
