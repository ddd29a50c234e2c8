import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, vi } from 'vitest';
import type { RunStatus } from '../../../src-main/app/run-status.ts';
import { createLab, type Lab } from '../../../src-main/lab/create-lab.ts';
import type { PolicyguruState } from '../../../src-main/lab/systems/policyguru.ts';
import type { ReportModel } from '../../../src-shared/report/model.ts';
import { Place, runFolderOf, type Ended, type Running } from '../cli/drillbook.ts';
import { hostOf, login, script } from '../lab/lab-client.ts';
import { changedAnswers, type OtherAnswers } from '../scenarios/practice.ts';

// Each of these is several programs one after the other, with waits between, on machines that do other things too.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 });

export const policyguruRunbooks = resolve(import.meta.dirname, '../../../runbooks/policyguru');

type PolicyguruRunbook = 'fst' | 'ea-failover' | 'ea-failback' | 'backup-check';

/** The imitated PolicyGuru with short times, and the drillbook command in front of it. */
export class PolicyguruPractice extends Place {
  readonly lab: Lab;
  readonly #labFolder: string;
  #files = 0;

  private constructor(lab: Lab, labFolder: string) {
    super();
    this.lab = lab;
    this.#labFolder = labFolder;
  }

  static async open(): Promise<PolicyguruPractice> {
    const folder = mkdtempSync(join(tmpdir(), 'drillbook-policyguru-'));
    const own = { startMs: 100, captureMs: 300, requestMs: 10, blacklistMs: 300, dumpMs: 20 };
    const timings = { powerOffMs: 50, bootMs: 100, ...own };
    return new PolicyguruPractice(await createLab({ folder, ports: 'free', systems: ['policyguru'], timings }), folder);
  }

  state(): PolicyguruState {
    return this.lab.system('policyguru').state() as PolicyguruState;
  }

  act(id: string): string {
    return this.lab.system('policyguru').act(id);
  }

  /** What a command on one of the servers prints. */
  async say(host: string, text: string): Promise<string> {
    const client = await login(hostOf(this.lab, host));
    const { stdout } = await script(client, text);
    client.end();
    return stdout;
  }

  /** The shipped answers with a difference, as a file. */
  answers(runbook: PolicyguruRunbook, other: OtherAnswers = {}): string {
    const text = changedAnswers(join(policyguruRunbooks, `${runbook}.answers.yaml`), other);
    return this.file(`answers-${(this.#files += 1)}.yaml`, text);
  }

  /** `drillbook run` of a shipped runbook, in rehearsal. */
  begin(runbook: PolicyguruRunbook, answers: string, ...more: readonly string[]): Running {
    const file = join(policyguruRunbooks, `${runbook}.yaml`);
    return this.start('run', file, '--inventory', this.lab.inventoryPath, '--answers', answers, ...more);
  }

  async rehearse(
    runbook: PolicyguruRunbook,
    answers = this.answers(runbook),
    ...more: readonly string[]
  ): Promise<Ended & { readonly folder: string }> {
    const ended = await this.begin(runbook, answers, ...more).ended;
    return { ...ended, folder: ended.stdout.includes('Run folder: ') ? runFolderOf(ended.stdout) : '' };
  }

  async status(folder: string): Promise<RunStatus> {
    return JSON.parse((await this.run('status', folder, '--format', 'json')).stdout) as RunStatus;
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
