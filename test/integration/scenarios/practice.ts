import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Ended } from '../cli/drillbook.ts';
import type { JournalRecord } from '../../../src-shared/run/record.ts';
import { runbooks, startLab, SystemPractice } from '../systems/system-practice.ts';

/** For the lab to get somewhere by itself. */
export const patience = { timeout: 30_000 };

export const activation = join(runbooks, 'tvox/activation.yaml');

/** The imitated TVox with short times, in front of its activation. */
export class Practice extends SystemPractice {
  #activation = activation;

  static override async open(): Promise<Practice> {
    return new Practice(await startLab('tvox', { phonesMs: 1 }));
  }

  /** From now on the shipped activation looks more often and waits less: `timeout: 2m` becomes `timeout: 1s`, say. */
  hurry(times: Readonly<Record<string, string>> = {}): void {
    const often = {
      'within: 3m': 'within: 3m\n        every: 100ms',
      'phones_within }}"\n        expect': 'phones_within }}"\n        every: 100ms\n        expect',
    };
    const changed = Object.entries({ ...often, ...times }).reduce(
      (text, [from, to]) => text.replaceAll(from, to),
      readFileSync(activation, 'utf8'),
    );
    this.#activation = this.file('activation.yaml', changed);
  }

  /** No fault, no change: the lab as it was at the start. */
  async restore(): Promise<void> {
    for (const { id } of this.lab.hosts) {
      await this.lab.clearFault(id);
      this.lab.powerOn(id);
    }
    this.lab.tvox.press('deactivate');
    this.lab.tvox.pointNameAt('voice-a');
    await expect.poll(() => Object.values(this.lab.state().power), patience).toEqual(['on', 'on', 'on']);
  }

  activate(answers: string, ...more: readonly string[]): Promise<Ended & { readonly folder: string }> {
    return this.rehearse('activation', answers, { dark_for: '300ms', still_after: '300ms' }, ...more);
  }

  /** Exit status of `drillbook verify` on a run folder: the journal holds. */
  async verified(folder: string): Promise<number | null> {
    return (await this.run('verify', folder)).code;
  }

  protected override runbookFile(runbook: string): string {
    return runbook === 'activation' ? this.#activation : super.runbookFile(runbook);
  }
}

/** Every record of a run's journal, in its order. */
export function journalOf(folder: string): readonly JournalRecord[] {
  const lines = readFileSync(join(folder, 'journal.jsonl'), 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as JournalRecord);
}

/** Steps with their settled state, in the order in which they were settled. */
export function settledOf(records: readonly JournalRecord[]): readonly string[] {
  return records.flatMap((record) =>
    record.type === 'step-settled' ? [`${record.data.step} ${record.data.state}`] : [],
  );
}

/** Steps in the order in which attempts on hosts began, each named once in a row. */
export function attemptedOf(records: readonly JournalRecord[]): readonly string[] {
  const steps = records.flatMap((record) => (record.type === 'attempt-started' ? [record.data.step] : []));
  return steps.filter((step, at) => step !== steps[at - 1]);
}

/** How often something was sent to a host for a step: attempts that really began. */
export function sentTimes(records: readonly JournalRecord[], step: string): number {
  return records.filter((record) => record.type === 'attempt-started' && record.data.step === step).length;
}
