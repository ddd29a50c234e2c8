import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { vi } from 'vitest';
import type { RunStatus } from '../../../src-main/app/run-status.ts';
import { createLab, type Lab } from '../../../src-main/lab/create-lab.ts';
import type { SystemName } from '../../../src-main/lab/lab-system.ts';
import { Place, runFolderOf, type Ended } from '../cli/drillbook.ts';
import { changedAnswers, type OtherAnswers } from '../scenarios/practice.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 });

export const runbooks = resolve(import.meta.dirname, '../../../runbooks');

/** The lab of one system with short times, and the drillbook command in front of it. */
export class SystemPractice extends Place {
  readonly lab: Lab;
  readonly #system: SystemName;
  readonly #labFolder: string;
  #files = 0;

  private constructor(system: SystemName, lab: Lab, labFolder: string) {
    super();
    this.#system = system;
    this.lab = lab;
    this.#labFolder = labFolder;
  }

  static async open(system: SystemName, timings: Readonly<Record<string, number>> = {}): Promise<SystemPractice> {
    const folder = mkdtempSync(join(tmpdir(), `drillbook-${system}-`));
    const quick = { powerOffMs: 50, bootMs: 100, ...timings };
    return new SystemPractice(
      system,
      await createLab({ folder, ports: 'free', systems: [system], timings: quick }),
      folder,
    );
  }

  /** What people do by hand, and faults. */
  act(...actions: readonly string[]): void {
    for (const action of actions) this.lab.system(this.#system).act(action);
  }

  /** The shipped answers of a runbook with a difference, as a file. */
  answers(runbook: string, other: OtherAnswers = {}): string {
    const text = changedAnswers(join(runbooks, this.#system, `${runbook}.answers.yaml`), other);
    return this.file(`answers-${(this.#files += 1)}.yaml`, text);
  }

  /** `drillbook run` of a shipped runbook in front of the lab, in rehearsal. */
  async rehearse(
    runbook: string,
    answers: string,
    set: Readonly<Record<string, string>> = {},
    ...more: readonly string[]
  ): Promise<Rehearsed> {
    const path = join(runbooks, this.#system, `${runbook}.yaml`);
    const inventory = this.lab.system(this.#system).inventoryPath;
    const values = Object.entries(set).flatMap(([name, value]) => ['--set', `${name}=${value}`]);
    const ended = await this.run('run', path, '--inventory', inventory, '--answers', answers, ...values, ...more);
    return { ...ended, folder: ended.stdout.includes('Run folder: ') ? runFolderOf(ended.stdout) : '' };
  }

  async status(folder: string): Promise<RunStatus> {
    return JSON.parse((await this.run('status', folder, '--format', 'json')).stdout) as RunStatus;
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
}

interface Rehearsed extends Ended {
  readonly folder: string;
}

/** A lab's inventory as it is committed: fixed addresses, without what each installation makes itself. */
export function committedForm(inventory: string, network: string): string {
  const own = /address: ([\d.]+\.)\d+$/m.exec(inventory)?.[1] ?? '';
  return inventory
    .replaceAll(own, network)
    .replaceAll(/^ {4}hostKey: .*\n/gm, '')
    .replaceAll(/key: ".*"/g, 'key: "~/.local/share/drillbook/lab/id_ed25519"');
}
