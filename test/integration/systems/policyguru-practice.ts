import { join } from 'node:path';
import type { PolicyguruState } from '../../../src-main/lab/systems/policyguru.ts';
import { hostOf, login, script } from '../lab/lab-client.ts';
import { runbooks, startLab, SystemPractice } from './system-practice.ts';

export const policyguruRunbooks = join(runbooks, 'policyguru');

/** The imitated PolicyGuru with short times, what it is like, and what its servers say. */
export class PolicyguruPractice extends SystemPractice {
  static override async open(): Promise<PolicyguruPractice> {
    // Green at once: a check that is not true yet is taken again only two seconds later.
    const own = { startMs: 1, captureMs: 300, requestMs: 10, blacklistMs: 300, dumpMs: 20 };
    return new PolicyguruPractice(await startLab('policyguru', own));
  }

  state(): PolicyguruState {
    return this.lab.system('policyguru').state() as PolicyguruState;
  }

  /** What a command on one of the servers prints. */
  async say(host: string, text: string): Promise<string> {
    const client = await login(hostOf(this.lab, host));
    const { stdout } = await script(client, text);
    client.end();
    return stdout;
  }
}
