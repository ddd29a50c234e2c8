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
import { runBaseProgram, type Route } from '../base-programs.ts';
import { tvoxActs, type Act } from './tvox-acts.ts';
import { tvoxInventoryTail } from './tvox-inventory.ts';
import { serviceName, TvoxNames, type SavedNames } from './tvox-names.ts';

const masters = ['voice-a', 'voice-b'] as const;
const client = 'voice-c';
/** SSH, file-system sync, MySQL, MongoDB (the replication's ports) and SIP. */
const ports = [22, 873, 3306, 27017, 5060];

export type ClientRole = 'standby' | 'active';
export type Colour = 'green' | 'red';
export type ReplicationItem = 'file system' | 'MySQL' | 'MongoDB';
export type PhoneKind = 'snom' | 'polycom';

/** What the imitated TVox site is like at one moment. Times are ISO 8601, UTC. */
export interface TvoxState {
  readonly client: { readonly role: ClientRole; readonly since: string };
  /** The cluster node that serves, while one is on. */
  readonly activeMaster: string | undefined;
  /** Client active and a master on: two sides take calls and write data. */
  readonly splitBrain: boolean;
  readonly replication: Readonly<Record<ReplicationItem, Colour>>;
  /** Seconds since the client last got a change from the master. */
  readonly replicationAge: number;
  readonly licences: Readonly<Record<string, readonly string[]>>;
  readonly registeredAt: 'master' | 'client' | undefined;
  readonly phones: Readonly<Record<PhoneKind, { readonly registered: number; readonly all: number }>>;
  /** The host that the service name points at, or an address that is none of theirs; undefined: the name is deleted. */
  readonly nameAt: string | undefined;
  /** Since when the client, while it is on, raises the alarm that it sees no master. */
  readonly unseenSince: string | undefined;
}

const phoneCounts: Readonly<Record<PhoneKind, number>> = { snom: 12, polycom: 8 };
/** A healthy replication is never exactly now; seconds. */
const healthyAge = 4;
const allGreen: TvoxState['replication'] = { 'file system': 'green', MySQL: 'green', MongoDB: 'green' };
const allLicences: TvoxState['licences'] = {
  'voice-a': ['Disaster Recovery'],
  'voice-b': ['Disaster Recovery'],
  [client]: ['Client Disaster Recovery'],
};

/** What changes by what people and machines do; times in ms since 1970. */
interface Facts {
  readonly role: ClientRole;
  readonly roleSince: number;
  readonly replication: TvoxState['replication'];
  readonly licences: TvoxState['licences'];
  readonly activeMaster?: string | undefined;
  readonly registeredAt?: TvoxState['registeredAt'];
  /** Undefined: the phones were there before the lab began. */
  readonly movedAt?: number | undefined;
  readonly syncStoppedAt?: number | undefined;
  readonly unseenAt?: number | undefined;
  readonly firewallBlocks?: boolean;
}

interface Saved {
  readonly version: 1;
  readonly facts: Facts;
  readonly names: SavedNames;
}

/** The imitated TVox: a cluster of two master nodes and one DR client, with its phones and its DNS servers. */
export class TvoxSystem implements LabSystem<TvoxState> {
  readonly name = 'tvox';
  readonly title = 'TVox';
  readonly programs: readonly string[] = ['tvox-dr', 'getent'];
  /** Until the last phone has found the machine that serves; how much later the second resolver follows the first. */
  readonly timings: Readonly<Record<string, number>> = { phonesMs: 3000, dnsLagMs: 0 };
  readonly hosts: readonly HostPlan[] = [
    { id: 'voice-a', name: 'Voice A', number: 11, ports, vars: { role: 'master' } },
    { id: 'voice-b', name: 'Voice B', number: 12, ports, vars: { role: 'master' } },
    { id: client, name: 'Voice C', number: 21, ports, vars: { role: 'client' } },
    { id: 'dns', name: 'DNS server', number: 53, ports: [], vars: {}, login: false },
    { id: 'dns2', name: 'Second resolver', number: 54, ports: [], vars: {}, login: false },
  ];
  readonly services: readonly LabService[];
  readonly #control: HostControl;
  readonly #names: TvoxNames;
  readonly #acts: ReadonlyMap<string, Act>;
  #facts: Facts;

  constructor(control: HostControl) {
    this.#control = control;
    this.#facts = { role: 'standby', roleSince: control.now(), replication: allGreen, licences: allLicences };
    const machines = [...masters, client];
    this.#names = new TvoxNames(control, this.hosts, masters[0], () => this.#lag());
    const phones = machines.map((host) => ({ kind: 'sip', host, port: 5060, status: () => this.#sip(host) }) as const);
    this.services = [...phones, ...this.#names.services];
    this.#acts = tvoxActs({
      press: (button) => {
        this.press(button);
      },
      pointName: (at) => this.pointNameAt(at === 'client' ? client : masters[0]),
      mainsBack: () => {
        for (const host of masters) control.powerOn(host);
        return `powered on: ${masters.join(', ')}`;
      },
      setReplication: (colour) => {
        this.setReplication('MySQL', colour);
      },
      setLicence: (there) => {
        this.setLicences(client, there ? (allLicences[client] ?? []) : []);
      },
      setStale: (stale) => {
        this.#names.setStale(stale, this.#lag());
      },
      setFirewall: (blocks) => {
        this.#facts = { ...this.#facts, firewallBlocks: blocks };
      },
    });
  }

  state(): TvoxState {
    const { role, roleSince, replication, licences, activeMaster, syncStoppedAt, registeredAt, unseenAt } = this.#facts;
    const now = this.#control.now();
    const address = this.#names.now()[serviceName]?.address;
    const alarmed = unseenAt !== undefined && this.#isUp(client);
    return {
      client: { role, since: new Date(roleSince).toISOString() },
      activeMaster,
      splitBrain: masters.some((host) => this.#isUp(host)) && role === 'active' && this.#isUp(client),
      replication,
      replicationAge: healthyAge + (syncStoppedAt === undefined ? 0 : Math.floor((now - syncStoppedAt) / 1000)),
      licences,
      registeredAt,
      phones: { snom: this.#registered('snom'), polycom: this.#registered('polycom') },
      nameAt: this.hosts.find(({ id }) => this.#control.address(id) === address)?.id ?? address,
      unseenSince: alarmed ? new Date(unseenAt).toISOString() : undefined,
    };
  }

  /** The button of the client's OCC. As the real one it asks nobody whether the master is off. */
  press(button: 'activate' | 'deactivate'): void {
    const role: ClientRole = button === 'activate' ? 'active' : 'standby';
    if (role === this.#facts.role) return;
    this.#facts = { ...this.#facts, role, roleSince: this.#control.now() };
    this.#settle();
  }

  setReplication(item: ReplicationItem, colour: Colour): void {
    this.#facts = { ...this.#facts, replication: { ...this.#facts.replication, [item]: colour } };
  }

  setLicences(host: string, licences: readonly string[]): void {
    this.#facts = { ...this.#facts, licences: { ...this.#facts.licences, [host]: licences } };
  }

  /** Points the service name at a host, as the customer's DNS administrator does. */
  pointNameAt(host: string): string {
    this.#names.set(serviceName, this.#control.address(host));
    return `${serviceName} now points at ${host}`;
  }

  powerChanged(): void {
    const { activeMaster } = this.#facts;
    const stays = activeMaster !== undefined && this.#isUp(activeMaster);
    if (!stays) this.#facts = { ...this.#facts, activeMaster: masters.find((host) => this.#isUp(host)) };
    this.#settle();
  }

  run(call: ProgramCall): ProgramReply | undefined | Promise<ProgramReply | undefined> {
    switch (call.program) {
      case 'tvox-dr':
        return this.#ask(call);
      case 'getent':
        return this.#lookUp(call);
      case 'nc':
        return this.#blocked(call) ?? this.#connectByName(call);
      default:
        return undefined;
    }
  }

  actions(): readonly LabAction[] {
    return [...this.#acts].map(([id, { title, fault }]) => ({ id, title, ...(fault === true ? { fault } : {}) }));
  }

  act(id: string): string {
    const found = this.#acts.get(id);
    if (!found) throw new Error(`TVox has no action “${id}”: it has ${[...this.#acts.keys()].join(', ')}`);
    return found.do();
  }

  view(): LabView {
    const state = this.state();
    const phones = Object.entries(state.phones).map(([kind, { registered, all }]) => `${kind} ${registered} of ${all}`);
    const replication = Object.entries(state.replication).map(([item, colour]) => `${item} ${colour}`);
    const follows = this.#names.isStale ? 'stale: it does not follow' : `follows ${this.#lag()} ms later`;
    const facts: LabView['facts'] = [
      ['DR client', `${state.client.role} since ${toSeconds(state.client.since)}`],
      ['Serving master node', state.activeMaster ?? 'none'],
      [
        'Alarm of the client',
        state.unseenSince === undefined ? 'none' : `no master seen since ${toSeconds(state.unseenSince)}`,
      ],
      ['Replication', `${replication.join(', ')}; ${state.replicationAge} s old`],
      ['Phones', `at ${state.registeredAt ?? 'no machine'}: ${phones.join(', ')}`],
      [serviceName, `points at ${state.nameAt ?? 'nothing'}`],
      ['Second resolver', follows],
    ];
    return state.splitBrain ? { facts, warning: 'Split brain: the client is active and a master is on.' } : { facts };
  }

  inventoryTail(): string {
    return tvoxInventoryTail({ masters, client, addressOf: (host) => this.#control.address(host) });
  }

  save(): Saved {
    return { version: 1, facts: this.#facts, names: this.#names.save() };
  }

  restore(saved: unknown): void {
    const { version, facts, names } = saved as Saved;
    if (version !== (1 as number)) throw new Error('the saved TVox is of another version');
    this.#facts = facts;
    this.#names.restore(names);
  }

  #lag(): number {
    return this.#control.timings()['dnsLagMs'] ?? 0;
  }

  #isUp(host: string): boolean {
    const power = this.#control.power(host);
    return power === 'on' || power === 'stopping';
  }

  /** A machine that is on and does not serve says so: its port is open all the same. */
  #sip(host: string): number {
    const { role, activeMaster } = this.#facts;
    return host === activeMaster || (host === client && role === 'active') ? 200 : 503;
  }

  /** Phones prefer the master: the client is their second choice, and they come back by themselves. */
  #settle(): void {
    const now = this.#control.now();
    const { role, activeMaster, registeredAt, movedAt, syncStoppedAt, unseenAt } = this.#facts;
    const clientServes = role === 'active' && this.#isUp(client);
    const at = activeMaster !== undefined ? 'master' : clientServes ? 'client' : undefined;
    // The first settling is the start of the lab: there the phones have been for days.
    const first = registeredAt === undefined && movedAt === undefined;
    const syncs = activeMaster !== undefined && role === 'standby' && this.#isUp(client);
    this.#facts = {
      ...this.#facts,
      registeredAt: at,
      movedAt: at === registeredAt || first ? movedAt : now,
      syncStoppedAt: syncs ? undefined : (syncStoppedAt ?? now),
      unseenAt: activeMaster === undefined ? (unseenAt ?? now) : undefined,
    };
  }

  #registered(kind: PhoneKind): { readonly registered: number; readonly all: number } {
    const all = phoneCounts[kind];
    const { registeredAt, movedAt } = this.#facts;
    if (registeredAt === undefined) return { registered: 0, all };
    if (movedAt === undefined) return { registered: all, all };
    const share = (this.#control.now() - movedAt) / Math.max(1, this.#control.timings()['phonesMs'] ?? 0);
    return { registered: Math.min(all, Math.floor(share * all)), all };
  }

  /** `tvox-dr role | replication | licences | phones | alarms`: the lab's stand-in for what a site writes itself. */
  #ask(call: ProgramCall): ProgramReply {
    const state = this.state();
    const isClient = call.host === client;
    switch (call.args[0]) {
      case 'role': {
        const role = isClient ? state.client.role : call.host === state.activeMaster ? 'active' : 'standby';
        return says(`role: ${role}`, ...(isClient ? [`since: ${state.client.since}`] : []));
      }
      case 'replication':
        return says(
          ...Object.entries(state.replication).map(([item, colour]) => `${item}: ${colour}`),
          `age_s: ${state.replicationAge}`,
        );
      case 'licences':
        return says(...(state.licences[call.host] ?? []));
      case 'phones': {
        const here = state.registeredAt === (isClient ? 'client' : 'master');
        return says(
          ...Object.entries(state.phones).map(
            ([kind, { registered, all }]) => `${kind}: ${here ? registered : 0} of ${all}`,
          ),
        );
      }
      case 'alarms':
        return says(state.unseenSince === undefined || !isClient ? 'none' : `master unseen since ${state.unseenSince}`);
      default:
        return { stderr: 'usage: tvox-dr role | replication | licences | phones | alarms\n', exit: 2 };
    }
  }

  /** A port that is open from one side only: silence for the client, while the masters still reach it. Otherwise `nc` is the lab's. */
  #blocked({ host, args }: ProgramCall): ProgramReply | undefined {
    const toMaster = masters.some((one) => args.includes(one) || args.includes(this.#control.address(one)));
    if (this.#facts.firewallBlocks !== true || host !== client || !toMaster || !args.includes('3306')) return undefined;
    return { stderr: `nc: connect to ${args.at(-2) ?? ''} port 3306 (tcp) failed: Connection timed out\n`, exit: 1 };
  }

  /** `nc` to a name of the zone, at the address that it has now; hosts by their ids are the lab's. */
  #connectByName(call: ProgramCall): Promise<ProgramReply | undefined> | undefined {
    const name = call.args.at(-2) ?? '';
    const address = this.#names.now()[name.toLowerCase()]?.address;
    const host = this.hosts.find(({ id }) => this.#control.address(id) === address)?.id;
    if (address === undefined || host === undefined) return undefined;
    const args = call.args.map((arg) => (arg === name ? address : arg));
    const route: Route = (at, port) => ({ address: at, port: this.#control.localPort(host, port) });
    return runBaseProgram({ ...call, args }, '', this.#control, route);
  }

  /** `getent hosts|ahostsv4 NAME`, as the first DNS server says, and for the ids of hosts; exit 2 as the real one if unknown. */
  #lookUp(call: ProgramCall): ProgramReply {
    const [database = '', name = ''] = call.args;
    const own = this.hosts.find(({ id }) => id === name)?.id;
    const address = own === undefined ? this.#names.now()[name.toLowerCase()]?.address : this.#control.address(own);
    if (address === undefined || !['hosts', 'ahostsv4'].includes(database)) return { exit: 2 };
    return database === 'hosts' ? says(`${address} ${name}`) : says(`${address} STREAM ${name}`);
  }
}

function says(...lines: readonly string[]): ProgramReply {
  return { stdout: lines.map((line) => `${line}\n`).join(''), exit: 0 };
}

function toSeconds(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 19)} UTC`;
}
