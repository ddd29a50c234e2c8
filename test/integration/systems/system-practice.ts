import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { vi } from 'vitest';
import { parse } from 'yaml';
import type { RunStatus } from '../../../src-main/app/run-status.ts';
import { createLab, type Lab } from '../../../src-main/lab/create-lab.ts';
import type { SystemName } from '../../../src-main/lab/lab-system.ts';
import type { ReportModel } from '../../../src-shared/report/model.ts';
import { Place, runFolderOf, type Ended, type Running } from '../cli/drillbook.ts';
import { reportOf } from './report-of.ts';

// Each of these is a dozen programs one after the other, on machines that do other things too.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 });

export const runbooks = resolve(import.meta.dirname, '../../../runbooks');

type Entry = Readonly<Record<string, unknown>>;

/** What differs from the shipped answers: entries that come first, and what is left out (entries by their `step`, people by role). */
export interface OtherAnswers {
  readonly first?: readonly Entry[];
  readonly without?: readonly string[];
  readonly people?: Readonly<Record<string, Readonly<Record<string, string>> | undefined>>;
}

/** The lab of one system with short times, started for one practice. */
interface StartedLab {
  readonly system: SystemName;
  readonly lab: Lab;
  readonly folder: string;
}

export async function startLab(
  system: SystemName,
  timings: Readonly<Record<string, number>> = {},
): Promise<StartedLab> {
  const folder = mkdtempSync(join(tmpdir(), `drillbook-${system}-`));
  const quick = { powerOffMs: 50, bootMs: 100, ...timings };
  return { system, folder, lab: await createLab({ folder, ports: 'free', systems: [system], timings: quick }) };
}

interface Rehearsed extends Ended {
  readonly folder: string;
}

/** The lab of one system with short times, and the drillbook command in front of it, as somebody at a desk has them. */
export class SystemPractice extends Place {
  readonly lab: Lab;
  readonly #system: SystemName;
  readonly #labFolder: string;
  #files = 0;

  protected constructor({ system, lab, folder }: StartedLab) {
    super();
    this.#system = system;
    this.lab = lab;
    this.#labFolder = folder;
  }

  static async open(system: SystemName, timings: Readonly<Record<string, number>> = {}): Promise<SystemPractice> {
    return new SystemPractice(await startLab(system, timings));
  }

  /** What people do by hand, and faults; what the last of them said. */
  act(...actions: readonly string[]): string {
    return actions.map((action) => this.lab.system(this.#system).act(action)).at(-1) ?? '';
  }

  /** The shipped answers of a runbook with a difference, as a file. */
  answers(runbook: string, other: OtherAnswers = {}): string {
    const text = changedAnswers(join(runbooks, this.#system, `${runbook}.answers.yaml`), other);
    return this.file(`answers-${(this.#files += 1)}.yaml`, text);
  }

  /** `drillbook run` of a shipped runbook in front of the lab, in rehearsal; `set` are parameters, short times among them. */
  begin(
    runbook: string,
    answers = this.answers(runbook),
    set: Readonly<Record<string, string>> = {},
    ...more: readonly string[]
  ): Running {
    const { inventoryPath } = this.lab.system(this.#system);
    const values = Object.entries(set).flatMap(([name, value]) => ['--set', `${name}=${value}`]);
    const run = ['run', this.runbookFile(runbook), '--inventory', inventoryPath, '--answers', answers];
    return this.start(...run, ...values, ...more);
  }

  async rehearse(
    runbook: string,
    answers = this.answers(runbook),
    set: Readonly<Record<string, string>> = {},
    ...more: readonly string[]
  ): Promise<Rehearsed> {
    const ended = await this.begin(runbook, answers, set, ...more).ended;
    return { ...ended, folder: ended.stdout.includes('Run folder: ') ? runFolderOf(ended.stdout) : '' };
  }

  async status(folder: string): Promise<RunStatus> {
    return JSON.parse((await this.run('status', folder, '--format', 'json')).stdout) as RunStatus;
  }

  /** The report of a run as it stands, in the shape that `report --format json` writes. */
  async report(folder: string): Promise<ReportModel> {
    return JSON.parse(await reportOf(this, folder)) as ReportModel;
  }

  /** Steps by state; what passed, did not apply or is part of a rollback that nobody began is left out. */
  async notable(folder: string): Promise<Readonly<Record<string, string>>> {
    const { steps } = await this.status(folder);
    const states = Object.entries(steps).map(([id, { state }]) => [id, state] as const);
    return Object.fromEntries(
      states.filter(([id, state]) => !['passed', 'not-applicable'].includes(state) && !id.startsWith('rollback/')),
    );
  }

  override async dispose(): Promise<void> {
    await super.dispose();
    await this.lab.dispose();
    rmSync(this.#labFolder, { recursive: true, force: true });
  }

  protected runbookFile(runbook: string): string {
    return join(runbooks, this.#system, `${runbook}.yaml`);
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

/** A lab's inventory as it is committed: fixed addresses, without what each installation makes itself. */
export function committedForm(inventory: string, network: string): string {
  const own = /address: ([\d.]+\.)\d+$/m.exec(inventory)?.[1] ?? '';
  return inventory
    .replaceAll(own, network)
    .replaceAll(/^ {4}hostKey: .*\n/gm, '')
    .replaceAll(/key: ".*"/g, 'key: "~/.local/share/drillbook/lab/id_ed25519"');
}
