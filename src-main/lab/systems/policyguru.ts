import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type {
  HostControl,
  HostPlan,
  LabAction,
  LabService,
  LabSystem,
  LabView,
  ProgramCall,
  ProgramReply,
} from '../lab-system.ts';
import {
  backUp,
  backUpDatabase,
  backUpMediation,
  crontabOf,
  damageNewest,
  logApplication,
  ngpBackupsOf,
  prepareFiles,
  removeNgpBackups,
  restoredFrom,
} from './policyguru-backups.ts';
import { captureTraffic } from './policyguru-capture.ts';
import { policyRow, processList, says, serviceStatus, type Colour } from './policyguru-programs.ts';
import {
  applicationPorts,
  hostsOf,
  inventoryTail,
  otherPair,
  type Pair,
  pairOf,
  pairs,
  paths,
  policyguruHosts,
  roleOf,
} from './policyguru-site.ts';

/** The application of one host. Times are ms since 1970. */
interface Ngp {
  /** Undefined: stopped. */
  readonly startedAt: number | undefined;
  /** Whether it starts with the machine (`chkconfig`). */
  readonly autostart: boolean;
  /** Of the first process; the others follow. */
  readonly pid: number;
  /** The mediation server that an ENUM server or probe has read when it started. */
  readonly reportsTo: string;
  /** An ENUM server begins with an empty policy at its next start. */
  readonly policyReset: boolean;
}

interface Saved {
  readonly version: 1;
  readonly ngp: Readonly<Record<string, Ngp>>;
  readonly dark: readonly string[];
  readonly scriptsFail?: boolean;
}

/** What the imitated PolicyGuru site is like at one moment. */
export interface PolicyguruState {
  readonly ngp: Readonly<Record<string, Colour>>;
  readonly autostart: Readonly<Record<string, boolean>>;
  /** Both pairs run: two databases take data, and pgsync takes each for the active one. */
  readonly bothPairsRun: boolean;
  /** Host id of the mediation server that each ENUM server and probe reports to. */
  readonly reportsTo: Readonly<Record<string, string>>;
  /** ENUM servers whose policy was reset. */
  readonly policyReset: readonly string[];
  /** What the configuration of each mediation server says of its origin. */
  readonly configuration: Readonly<Record<string, string>>;
}

/** What runs when the lab begins has run this long. */
const upSinceMs = 30 * 24 * 3_600_000;

/** The imitated PolicyGuru: an active and a warm-standby pair, ENUM servers and meta-data probes at two sites. */
export class PolicyguruSystem implements LabSystem<PolicyguruState> {
  readonly name = 'policyguru';
  readonly title = 'PolicyGuru';
  readonly programs: readonly string[] = [
    'service',
    'chkconfig',
    'ps',
    'sqlite3',
    'crontab',
    'tcpdump',
    'pgsync.py',
    'ngpsync.py',
  ];
  readonly hosts: readonly HostPlan[] = policyguruHosts;
  /** `startMs`: until an application is green. `blacklistMs`: until the SBC takes an ENUM server back that is there again. */
  readonly timings: Readonly<Record<string, number>> = {
    startMs: 800,
    captureMs: 1000,
    requestMs: 20,
    blacklistMs: 1000,
    dumpMs: 500,
  };
  readonly services: readonly LabService[];
  readonly #control: HostControl;
  readonly #ngp = new Map<string, Ngp>();
  /** Hosts that have been without power and have not come up since. */
  readonly #dark = new Set<string>();
  /** Both scripts end as always, and leave nothing. */
  #scriptsFail = false;
  #nextPid = 2101;

  constructor(control: HostControl) {
    this.#control = control;
    for (const { id } of policyguruHosts) {
      const startedAt = pairOf(id) === 'secondary' ? undefined : control.now() - upSinceMs;
      const autostart = startedAt !== undefined;
      const reportsTo = pairs.primary.mediation;
      this.#ngp.set(id, { startedAt, autostart, pid: this.#pid(), reportsTo, policyReset: false });
    }
    this.services = hostsOf('mediation', 'database').map((host) => ({
      kind: 'tcp',
      host,
      port: applicationPorts[roleOf(host)] ?? 0,
      isOpen: () => this.#of(host).startedAt !== undefined,
    }));
  }

  prepare(): void {
    prepareFiles(this.#control);
  }

  state(): PolicyguruState {
    const all = policyguruHosts.map(({ id }) => id);
    const collectors = hostsOf('enum', 'probe');
    return {
      ngp: Object.fromEntries(all.map((id) => [id, this.#colour(id)])),
      autostart: Object.fromEntries(all.map((id) => [id, this.#of(id).autostart])),
      bothPairsRun: this.#pairRuns('primary') && this.#pairRuns('secondary'),
      reportsTo: Object.fromEntries(collectors.map((id) => [id, this.#of(id).reportsTo])),
      policyReset: collectors.filter((id) => this.#of(id).policyReset),
      configuration: Object.fromEntries(hostsOf('mediation').map((id) => [id, restoredFrom(this.#control, id)])),
    };
  }

  powerChanged(host: string): void {
    const power = this.#control.power(host);
    if (power === 'off') {
      this.#dark.add(host);
      this.#set(host, { startedAt: undefined });
    }
    // Only a machine that comes up starts its application: one that was stopped by hand stays stopped.
    if (power === 'on' && this.#dark.delete(host) && this.#of(host).autostart) this.#start(host);
  }

  save(): Saved {
    const scriptsFail = this.#scriptsFail;
    return { version: 1, ngp: Object.fromEntries(this.#ngp), dark: [...this.#dark], scriptsFail };
  }

  restore(saved: unknown): void {
    const { version, ngp, dark, scriptsFail = false } = saved as Saved;
    if (version !== (1 as number)) throw new Error('the saved PolicyGuru is of another version');
    for (const { id } of policyguruHosts) {
      const one = ngp[id];
      // JSON has no undefined: a stopped application is one without a time.
      if (one !== undefined) this.#ngp.set(id, { ...one, startedAt: one.startedAt });
    }
    for (const id of dark) this.#dark.add(id);
    this.#scriptsFail = scriptsFail;
  }

  run(call: ProgramCall): ProgramReply | undefined | Promise<ProgramReply | undefined> {
    switch (call.program) {
      case 'service':
        return this.#service(call);
      case 'chkconfig':
        return this.#chkconfig(call);
      case 'ps':
        return processList(call.host, this.#of(call.host));
      case 'sqlite3':
        return policyRow(call, this.#of(call.host).policyReset, (policyReset) => {
          this.#set(call.host, { policyReset });
        });
      case 'crontab':
        return this.#crontab(call);
      case 'tcpdump':
        return captureTraffic(call, this.#control, { isServed: (host) => this.#isServed(host) });
      case 'pgsync.py':
        return this.#synchronise(call, 'database');
      case 'ngpsync.py':
        return this.#synchronise(call, 'mediation');
      default:
        return undefined;
    }
  }

  actions(): readonly LabAction[] {
    const standby = pairs[this.#standbyPair()];
    const stoppable = hostsOf('enum').map((id) => ({
      id: `enum-down ${id}`,
      title: `Stop the application of ${id}`,
      fault: true,
    }));
    return [
      { id: 'backup', title: 'Run the nightly backup of both servers now' },
      { id: 'backups-missing', title: `Remove every backup from ${standby.mediation}`, fault: true },
      { id: 'backup-damaged', title: `Cut the newest backup on ${standby.mediation} short`, fault: true },
      { id: 'import-failed', title: `A later import on ${standby.database} has failed`, fault: true },
      { id: 'scripts-fail', title: 'Both sync scripts end well and copy nothing', fault: true },
      { id: 'scripts-work', title: 'Both sync scripts copy again', fault: true },
      { id: 'log-error', title: 'A critical error in the log of the primary mediation server', fault: true },
      { id: 'primary-dead', title: 'Cut the power of the primary pair', fault: true },
      { id: 'primary-back', title: 'Give the primary pair its power back' },
      ...stoppable,
    ];
  }

  act(id: string): string {
    const standby = pairs[this.#standbyPair()];
    const control = this.#control;
    const [verb, host = ''] = id.split(' ');
    if (verb === 'enum-down' && hostsOf('enum').includes(host)) {
      this.#set(host, { startedAt: undefined });
      return `${host}: application stopped`;
    }
    switch (id) {
      case 'backup':
      case 'import-failed': {
        const imported = id === 'backup' ? 'succeeded' : 'failed';
        backUp(control, otherPair(this.#standbyPair()), control.now(), imported);
        return `backed up; the import on ${standby.database} ${imported}`;
      }
      case 'backups-missing':
        removeNgpBackups(control, standby.mediation);
        return `${standby.mediation}: no backup is left`;
      case 'backup-damaged':
        return `${standby.mediation}: ${damageNewest(control, standby.mediation)} is damaged`;
      case 'scripts-fail':
      case 'scripts-work':
        this.#scriptsFail = id === 'scripts-fail';
        return this.#scriptsFail ? 'ngpsync and pgsync copy nothing' : 'ngpsync and pgsync copy again';
      case 'log-error':
        logApplication(control, pairs.primary.mediation, 'FATAL ngp: connection to the database lost');
        return `${pairs.primary.mediation}: FATAL in its log`;
      case 'primary-dead':
        for (const one of Object.values(pairs.primary)) control.powerOff(one, { mains: true });
        return 'ms1 and db1 are without power';
      case 'primary-back':
        for (const one of Object.values(pairs.primary)) control.powerOn(one);
        return 'ms1 and db1 have power';
      default:
        throw new Error(
          `PolicyGuru has no action ${id}: it has ${this.actions()
            .map((one) => one.id)
            .join(', ')}`,
        );
    }
  }

  view(): LabView {
    const running = (['primary', 'secondary'] as const).filter((pair) => this.#pairRuns(pair));
    const collectors = hostsOf('enum', 'probe');
    const moved = collectors.filter((id) => this.#of(id).reportsTo === pairs.secondary.mediation).length;
    const backups = (['primary', 'secondary'] as const).map((pair) => {
      const { mediation } = pairs[pair];
      return [`Newest backup on ${mediation}`, ngpBackupsOf(this.#control, mediation).at(-1) ?? 'none'] as const;
    });
    return {
      facts: [
        ['Active pair', running.join(' and ') || 'none'],
        ['Report to MS2', `${moved} of ${collectors.length} ENUM servers and probes`],
        ['Not green', collectors.filter((id) => this.#colour(id) !== 'green').join(', ') || 'none'],
        ...backups,
      ],
      ...(running.length > 1 ? { warning: 'Both pairs run: each writes its own database.' } : {}),
    };
  }

  inventoryTail(): string {
    return inventoryTail(this.#control);
  }

  #of(host: string): Ngp {
    const ngp = this.#ngp.get(host);
    if (!ngp) throw new Error(`PolicyGuru has no host ${host}`);
    return ngp;
  }

  #set(host: string, changed: Partial<Ngp>): void {
    this.#ngp.set(host, { ...this.#of(host), ...changed });
  }

  #pid(): number {
    this.#nextPid += 10;
    return this.#nextPid;
  }

  /** The address of its mediation server is read at the start only: that is why a redirect needs a restart. */
  #start(host: string): void {
    const changed = { startedAt: this.#control.now(), pid: this.#pid() };
    if (pairOf(host) !== undefined) {
      this.#set(host, changed);
      return;
    }
    const address = readFileSync(join(this.#control.home(host), paths.mediationIp), 'utf8').trim();
    const reportsTo = hostsOf('mediation').find((id) => this.#control.address(id) === address) ?? address;
    this.#set(host, { ...changed, reportsTo });
  }

  /** A mediation server stays red until the database of its own pair runs. */
  #colour(host: string): Colour {
    const { startedAt } = this.#of(host);
    if (startedAt === undefined) return 'stopped';
    const pair = pairOf(host);
    const alone = roleOf(host) === 'mediation' && pair !== undefined && this.#colour(pairs[pair].database) !== 'green';
    if (alone) return 'red';
    return this.#control.now() - startedAt < (this.#control.timings()['startMs'] ?? 0) ? 'yellow' : 'green';
  }

  #pairRuns(pair: Pair): boolean {
    return this.#of(pairs[pair].mediation).startedAt !== undefined;
  }

  /** The pair that does not run; the secondary one where none or both do. */
  #standbyPair(): Pair {
    return this.#pairRuns('secondary') && !this.#pairRuns('primary') ? 'primary' : 'secondary';
  }

  /** The SBC takes a server back only when its blacklist time has gone by. */
  #isServed(host: string): boolean {
    const { startedAt } = this.#of(host);
    const { blacklistMs = 0 } = this.#control.timings();
    return startedAt !== undefined && this.#control.now() - startedAt >= blacklistMs;
  }

  /** `service ngp start|stop 5|status`; the status is 0 only while it runs, by which pgsync tells its own role. */
  #service({ host, args, asRoot }: ProgramCall): ProgramReply {
    const [service, verb] = args;
    if (service !== 'ngp') return { stderr: `${service ?? ''}: unrecognized service\n`, exit: 1 };
    if (verb === 'status') return serviceStatus(host, this.#colour(host));
    if (!asRoot) return { stderr: 'ngp: must be root\n', exit: 4 };
    if (verb === 'start') {
      if (this.#of(host).startedAt === undefined) this.#start(host);
      return says('Starting ngp');
    }
    if (verb === 'stop') {
      this.#set(host, { startedAt: undefined });
      return says('Stopping ngp');
    }
    return { stderr: 'usage: service ngp start | stop [SECONDS] | status\n', exit: 2 };
  }

  #chkconfig({ host, args, asRoot }: ProgramCall): ProgramReply {
    const { autostart } = this.#of(host);
    if (args.length === 1 && args[0] === 'ngp') return { exit: autostart ? 0 : 1 };
    if (args[0] === '--list') {
      const levels = [0, 1, 2, 3, 4, 5, 6].map((n) => `${n}:${autostart && [2, 3, 4, 5].includes(n) ? 'on' : 'off'}`);
      return says(`ngp            ${levels.join(' ')}`);
    }
    if (!asRoot) return { stderr: 'You do not have enough privileges to perform this operation.\n', exit: 1 };
    if (args[0] !== 'ngp' || !['on', 'off'].includes(args[1] ?? '')) {
      return { stderr: 'usage: chkconfig ngp on | off\n', exit: 2 };
    }
    this.#set(host, { autostart: args[1] === 'on' });
    return { exit: 0 };
  }

  #crontab({ host, args }: ProgramCall): ProgramReply {
    const table = crontabOf(this.#control, host);
    if (!args.includes('-l') || table === undefined) return { stderr: 'no crontab\n', exit: 1 };
    return { stdout: table, exit: 0 };
  }

  /** `pgsync.py`, `ngpsync.py`: on the active server they back up; on the standby they only wait, as the real ones do. */
  async #synchronise({ host }: ProgramCall, role: 'mediation' | 'database'): Promise<ProgramReply> {
    const pair = pairOf(host);
    if (pair === undefined || roleOf(host) !== role) return { stderr: `${host} is no ${role} server\n`, exit: 1 };
    await sleep(this.#control.timings()['dumpMs'] ?? 0);
    const isActive = this.#of(host).startedAt !== undefined && !this.#scriptsFail;
    const now = this.#control.now();
    if (isActive && role === 'database') backUpDatabase(this.#control, pair, now, 'succeeded');
    if (isActive && role === 'mediation') backUpMediation(this.#control, pair, now);
    return { exit: 0 };
  }
}
