import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { expect, vi } from 'vitest';
import { parse } from 'yaml';
import { createLab, type Lab } from '../../../src-main/lab/create-lab.ts';
import type { RunStatus } from '../../../src-main/app/run-status.ts';
import type { ReportModel } from '../../../src-shared/report/model.ts';
import type { JournalRecord } from '../../../src-shared/run/record.ts';
import { Place, runFolderOf, type Ended, type Running } from '../cli/drillbook.ts';

// Each of these is a dozen programs one after the other, on machines that do other things too.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 });

/** For the lab to get somewhere by itself. */
export const patience = { timeout: 30_000 };

const shipped = resolve(import.meta.dirname, '../../../runbooks/tvox');
export const activation = join(shipped, 'activation.yaml');

type Entry = Readonly<Record<string, unknown>>;

/** What differs from the shipped answers: entries that come first, and entries that are left out (by their `step`). */
export interface OtherAnswers {
  readonly first?: readonly Entry[];
  readonly without?: readonly string[];
  readonly people?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The practice lab with short times, and the drillbook command in front of it, as somebody at a desk has them. */
export class Practice extends Place {
  readonly lab: Lab;
  readonly #labFolder: string;
  #files = 0;
  #runbook = activation;

  private constructor(lab: Lab, labFolder: string) {
    super();
    this.lab = lab;
    this.#labFolder = labFolder;
  }

  static async open(): Promise<Practice> {
    const folder = mkdtempSync(join(tmpdir(), 'drillbook-practice-'));
    const timings = { powerOffMs: 50, bootMs: 100, phonesMs: 200 };
    return new Practice(await createLab({ folder, ports: 'free', timings }), folder);
  }

  /** The shipped answers with a difference, as a file. */
  answers(other: OtherAnswers = {}): string {
    const text = changedAnswers(join(shipped, 'activation.answers.yaml'), other);
    return this.file(`answers-${(this.#files += 1)}.yaml`, text);
  }

  /** `drillbook run` of the shipped activation, in rehearsal. */
  begin(answers: string, ...more: readonly string[]): Running {
    const quick = ['dark_for=1s', 'still_after=1s'].flatMap((one) => ['--set', one]);
    const [inventory, runbook] = [this.lab.inventoryPath, this.#runbook];
    return this.start('run', runbook, '--inventory', inventory, '--answers', answers, ...quick, ...more);
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
    this.#runbook = this.file('activation.yaml', changed);
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

  async activate(answers: string, ...more: readonly string[]): Promise<Ended & { readonly folder: string }> {
    const ended = await this.begin(answers, ...more).ended;
    return { ...ended, folder: ended.stdout.includes('Run folder: ') ? runFolderOf(ended.stdout) : '' };
  }

  async status(folder: string): Promise<RunStatus> {
    return JSON.parse((await this.run('status', folder, '--format', 'json')).stdout) as RunStatus;
  }

  /** Exit status of `drillbook verify` on a run folder: the journal holds. */
  async verified(folder: string): Promise<number | null> {
    return (await this.run('verify', folder)).code;
  }

  /** The report of a run as it stands, in the shape that `report --format json` writes. */
  async report(folder: string): Promise<ReportModel> {
    const out = join(this.folder, `report-${(this.#files += 1)}.json`);
    const { code, stderr } = await this.run('report', folder, '--format', 'json', '--out', out);
    expect([code, stderr]).toEqual([0, '']);
    return JSON.parse(readFileSync(out, 'utf8')) as ReportModel;
  }

  override async dispose(): Promise<void> {
    await super.dispose();
    await this.lab.dispose();
    rmSync(this.#labFolder, { recursive: true, force: true });
  }
}

/** A file of answers with a difference, as text for another folder: its evidence stays where the first file has it. */
export function changedAnswers(path: string, { first = [], without = [], people = {} }: OtherAnswers): string {
  const given = parse(readFileSync(path, 'utf8')) as { readonly people: object; readonly answers: readonly Entry[] };
  const kept = given.answers.filter(({ step }) => !without.some((id) => id === step));
  const changed = { ...given, people: { ...given.people, ...people }, answers: [...first, ...kept] };
  return JSON.stringify(changed, (key, value: unknown) =>
    key === 'evidence' && Array.isArray(value) ? value.map((file) => resolve(dirname(path), String(file))) : value,
  );
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
