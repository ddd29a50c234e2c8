import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { HostControl } from '../lab-system.ts';

/** The two applications by the mode that they are configured for; what they are in at the moment may be the other one. */
export const applications = ['SIP_SERVER_PRIMARY', 'SIP_SERVER_BACKUP'] as const;
export type Application = (typeof applications)[number];
export type Mode = 'primary' | 'backup';
/** How a host is attached: with all its networks, with the SIP network only, or not at all. Its state stays in each case. */
type Link = 'up' | 'management-lost' | 'disconnected';

export const hostOf: Readonly<Record<Application, string>> = {
  SIP_SERVER_PRIMARY: 'sip-1',
  SIP_SERVER_BACKUP: 'sip-2',
};
/** Where SCS runs and keeps its log, below the home of that host. */
export const managementHost = 'scs';
const scsLog = 'logs/scs.log';

/** Alarm Condition -> the control scripts that its reactions run, in their order, as the document's table says. */
const reactions = {
  ALRM_PRIMARY_51: [['down', 'SIP_SERVER_PRIMARY']],
  ALRM_PRIMARY_50: [
    ['down', 'SIP_SERVER_BACKUP'],
    ['up', 'SIP_SERVER_PRIMARY'],
  ],
  ALRM_BACKUP_51: [['down', 'SIP_SERVER_BACKUP']],
  ALRM_BACKUP_50: [
    ['down', 'SIP_SERVER_PRIMARY'],
    ['up', 'SIP_SERVER_BACKUP'],
  ],
} as const;
export type Alarm = keyof typeof reactions;
export const alarms = Object.keys(reactions) as readonly Alarm[];

export interface ServerState {
  readonly running: boolean;
  readonly mode: Mode;
  readonly link: Link;
}

/** What is due at a time: the reactions of an alarm, or a look of SCS at its applications. */
interface Job {
  readonly what: Alarm | 'look' | 'two primaries';
  readonly at: number;
}

/** What outlives the program: maps and sets as lists. */
interface SavedPair {
  readonly servers: readonly (readonly [Application, ServerState])[];
  readonly holders: readonly Application[];
  readonly withoutPower: readonly Application[];
  readonly away: Application;
  readonly reactionsRun: boolean;
  readonly jobs: readonly Job[];
}

/**
 * A primary and a backup SIP Server, the SCS that gives them their modes, and the Virtual IP on whichever hosts have it.
 * There is no timer: what is due is done whenever somebody asks, in the order in which it was due.
 */
export class GenesysPair {
  readonly #control: HostControl;
  #servers = new Map<Application, ServerState>([
    ['SIP_SERVER_PRIMARY', { running: true, mode: 'primary', link: 'up' }],
    ['SIP_SERVER_BACKUP', { running: true, mode: 'backup', link: 'up' }],
  ]);
  #holders = new Set<Application>(['SIP_SERVER_PRIMARY']);
  #withoutPower = new Set<Application>();
  #away: Application = 'SIP_SERVER_PRIMARY';
  #reactionsRun = true;
  #jobs: readonly Job[] = [];

  constructor(control: HostControl) {
    this.#control = control;
  }

  save(): SavedPair {
    return {
      servers: [...this.#servers],
      holders: [...this.#holders],
      withoutPower: [...this.#withoutPower],
      away: this.#away,
      reactionsRun: this.#reactionsRun,
      jobs: this.#jobs,
    };
  }

  /** Throws where it is not what `save` gave. */
  restore(saved: unknown): void {
    const { servers, holders, withoutPower, away, reactionsRun, jobs } = saved as SavedPair;
    this.#servers = new Map(servers);
    [this.#holders, this.#withoutPower] = [new Set(holders), new Set(withoutPower)];
    [this.#away, this.#reactionsRun, this.#jobs] = [away, reactionsRun, [...jobs]];
  }

  server(application: Application): ServerState {
    this.#settle();
    return this.#servers.get(application) ?? { running: false, mode: 'backup', link: 'up' };
  }

  /** Every host that has the address configured, reachable or not. */
  holders(): readonly Application[] {
    this.#settle();
    return applications.filter((one) => this.#holders.has(one));
  }

  /** Those that the SIP network sees: their address answers a ping. */
  visibleHolders(): readonly Application[] {
    return this.holders().filter((one) => this.server(one).link !== 'disconnected' && this.#hasPower(one));
  }

  /** Whether a SIP request to the VIP is answered: where the address is there must be a server that is primary. */
  answersSip(): boolean {
    return this.visibleHolders().some((one) => this.server(one).running && this.server(one).mode === 'primary');
  }

  primaries(): readonly Application[] {
    return applications.filter((one) => this.server(one).running && this.server(one).mode === 'primary');
  }

  /** Whether SCS, through LCA, reaches the host of an application. */
  isManaged(application: Application): boolean {
    return this.server(application).link === 'up' && this.#hasPower(application);
  }

  get reactionsRun(): boolean {
    return this.#reactionsRun;
  }

  /** Switched off, those that wait for their delay do not run either. */
  setReactions(run: boolean): void {
    this.#settle();
    this.#reactionsRun = run;
    if (!run) this.#jobs = this.#jobs.filter(({ what }) => what === 'look' || what === 'two primaries');
  }

  /** The control scripts and the commands in them. Nobody checks whether another host still has the address. */
  setVip(application: Application, state: 'up' | 'down'): void {
    this.#settle();
    if (state === 'up') this.#holders.add(application);
    else this.#holders.delete(application);
  }

  /** As SCI's switchover: primary to backup, backup to primary. False where one of the two cannot be told. */
  switchOver(): boolean {
    const [first, second] = this.#roles();
    if (!this.isManaged(first) || !this.isManaged(second) || !this.server(second).running) return false;
    this.#become(first, 'backup');
    this.#become(second, 'primary');
    return true;
  }

  /** Stops a server; its backup is promoted after `promoteMs`. */
  stop(application: Application): void {
    this.#change(application, { running: false });
    this.#look();
  }

  /** A server that starts beside a primary becomes the backup. */
  start(application: Application): void {
    if (this.server(application).running) return;
    const mode: Mode = this.primaries().length > 0 ? 'backup' : 'primary';
    this.#change(application, { running: true, mode: 'backup' });
    if (mode === 'primary') this.#become(application, 'primary');
  }

  /** A test of an Alarm Condition: its reactions run, whatever the modes are. */
  raise(alarm: Alarm): void {
    this.#log(`alarm ${alarm} activated (test)`);
    this.#react(alarm);
  }

  /** Its state, the VIP included, stays as it is; SCS learns of it after `promoteMs`. */
  disconnect(application: Application, link: 'management-lost' | 'disconnected'): void {
    this.#away = application;
    this.#change(application, { link });
    this.#control.powerOff(hostOf[application], { mains: true });
    this.#look();
  }

  /** The host comes back as it was: its server still primary, its VIP still there. */
  reconnect(application: Application): void {
    this.#control.powerOn(hostOf[application]);
  }

  powerChanged(host: string): void {
    const application = applications.find((one) => hostOf[one] === host);
    if (application === undefined) return;
    const { link } = this.server(application);
    const power = this.#control.power(host);
    if (power === 'on') {
      // Auto-Restart: after a real loss of power the server starts again; the VIP is not part of the start.
      if (link !== 'up') this.#change(application, { link: 'up' });
      else if (this.#withoutPower.delete(application)) this.start(application);
    } else if (power === 'off' && link === 'up') {
      this.#withoutPower.add(application);
      this.#holders.delete(application);
      this.#change(application, { running: false });
    }
    this.#look();
  }

  #roles(): readonly [primary: Application, backup: Application] {
    const [first = 'SIP_SERVER_PRIMARY'] = this.primaries();
    return [first, first === 'SIP_SERVER_PRIMARY' ? 'SIP_SERVER_BACKUP' : 'SIP_SERVER_PRIMARY'];
  }

  #hasPower(application: Application): boolean {
    const power = this.#control.power(hostOf[application]);
    return power === 'on' || power === 'stopping' || this.#servers.get(application)?.link !== 'up';
  }

  #change(application: Application, change: Partial<ServerState>): void {
    this.#servers.set(application, { ...this.server(application), ...change });
  }

  #become(application: Application, mode: Mode): void {
    this.#change(application, { mode });
    const kind = application === 'SIP_SERVER_PRIMARY' ? 'PRIMARY' : 'BACKUP';
    this.#log(
      mode === 'primary'
        ? `00-05150 ${application} changed run mode to primary`
        : `00-05151 ${application} changed run mode to backup`,
    );
    this.#react(`ALRM_${kind}_${mode === 'primary' ? '50' : '51'}`);
  }

  /** Control scripts run on their host, by LCA: on one that is not reached nothing runs. */
  #react(alarm: Alarm): void {
    if (this.#reactionsRun) this.#later(alarm, 'reactionMs');
  }

  #runReactions(alarm: Alarm): void {
    for (const [state, application] of reactions[alarm]) {
      if (!this.isManaged(application)) {
        this.#log(`${application}_VIP_${state.toUpperCase()} could not be started: no LCA`);
      } else if (state === 'up') this.#holders.add(application);
      else this.#holders.delete(application);
    }
  }

  /** What SCS makes of what it sees: a failed primary is replaced, of two primaries the one that came back steps down. */
  #look(): void {
    this.#later('look', 'promoteMs');
    if (this.#seesTwoPrimaries()) this.#later('two primaries', 'resolveMs');
  }

  #seesTwoPrimaries(): boolean {
    return this.primaries().length > 1 && applications.every((one) => this.isManaged(one));
  }

  #replaceFailed(): void {
    const [first, second] = this.#roles();
    if (this.isManaged(first) && this.server(first).running) return;
    const { running, mode } = this.server(second);
    if (this.isManaged(second) && running && mode === 'backup') this.#become(second, 'primary');
  }

  /** The other one was promoted while this one was away. */
  #demoteReturned(): void {
    if (!this.#seesTwoPrimaries()) return;
    this.#log('two primaries found');
    this.#become(this.#away, 'backup');
  }

  #later(what: Job['what'], timing: string): void {
    const at = this.#control.now() + (this.#control.timings()[timing] ?? 0);
    this.#jobs = [...this.#jobs.filter((job) => job.what !== what), { what, at }];
  }

  #settle(): void {
    for (;;) {
      const due = this.#jobs.filter(({ at }) => at <= this.#control.now()).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) return;
      this.#jobs = this.#jobs.filter((job) => job !== due);
      if (due.what === 'look') this.#replaceFailed();
      else if (due.what === 'two primaries') this.#demoteReturned();
      else this.#runReactions(due.what);
    }
  }

  #log(line: string): void {
    const path = join(this.#control.home(managementHost), scsLog);
    mkdirSync(join(path, '..'), { recursive: true });
    appendFileSync(path, `${new Date(this.#control.now()).toISOString()} ${line}\n`);
  }
}
