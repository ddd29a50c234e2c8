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

const masters = ['voice-a', 'voice-b'] as const;
const client = 'voice-c';
/** SSH, file-system sync, MySQL, MongoDB (the replication's ports) and SIP. */
const ports = [22, 873, 3306, 27017, 5060];
/** The name by which clients find the service; `.test` can never be a real one. */
const serviceName = 'voice.practice.test';

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
  /** The host that the service name points at. */
  readonly nameAt: string;
}

interface Act {
  readonly title: string;
  readonly fault?: boolean;
  readonly do: () => string;
}

const phoneCounts: Readonly<Record<PhoneKind, number>> = { snom: 12, polycom: 8 };
/** A healthy replication is never exactly now; seconds. */
const healthyAge = 4;

/** The imitated TVox: a cluster of two master nodes and one DR client, with its phones and its DNS name. */
export class TvoxSystem implements LabSystem<TvoxState> {
  readonly name = 'tvox';
  readonly title = 'TVox';
  readonly programs: readonly string[] = ['tvox-dr', 'getent'];
  /** `phonesMs`: the time in which the last phone has found the machine that serves. */
  readonly timings: Readonly<Record<string, number>> = { phonesMs: 3000 };
  readonly services: readonly LabService[] = [];
  readonly hosts: readonly HostPlan[] = [
    { id: 'voice-a', name: 'Voice A', number: 11, ports, vars: { role: 'master' } },
    { id: 'voice-b', name: 'Voice B', number: 12, ports, vars: { role: 'master' } },
    { id: client, name: 'Voice C', number: 21, ports, vars: { role: 'client' } },
  ];
  readonly #control: HostControl;
  readonly #licences = new Map<string, readonly string[]>([
    ['voice-a', ['Disaster Recovery']],
    ['voice-b', ['Disaster Recovery']],
    [client, ['Client Disaster Recovery']],
  ]);
  #replication: Readonly<Record<ReplicationItem, Colour>> = {
    'file system': 'green',
    MySQL: 'green',
    MongoDB: 'green',
  };
  #role: ClientRole = 'standby';
  #roleSince: number;
  #activeMaster: string | undefined;
  #registeredAt: TvoxState['registeredAt'];
  /** Undefined: the phones were there before the lab began. */
  #movedAt: number | undefined;
  #syncStoppedAt: number | undefined;
  #nameAt: string = masters[0];

  readonly #acts: ReadonlyMap<string, Act> = this.#makeActs();

  constructor(control: HostControl) {
    this.#control = control;
    this.#roleSince = control.now();
  }

  state(): TvoxState {
    const masterUp = masters.some((host) => this.#isUp(host));
    const stopped = this.#syncStoppedAt;
    return {
      client: { role: this.#role, since: new Date(this.#roleSince).toISOString() },
      activeMaster: this.#activeMaster,
      splitBrain: masterUp && this.#role === 'active' && this.#isUp(client),
      replication: this.#replication,
      replicationAge: healthyAge + (stopped === undefined ? 0 : Math.floor((this.#control.now() - stopped) / 1000)),
      licences: Object.fromEntries(this.#licences),
      registeredAt: this.#registeredAt,
      phones: { snom: this.#registered('snom'), polycom: this.#registered('polycom') },
      nameAt: this.#nameAt,
    };
  }

  /** The button of the client's OCC. As the real one it asks nobody whether the master is off. */
  press(button: 'activate' | 'deactivate'): void {
    const role: ClientRole = button === 'activate' ? 'active' : 'standby';
    if (role === this.#role) return;
    this.#role = role;
    this.#roleSince = this.#control.now();
    this.#settle();
  }

  setReplication(item: ReplicationItem, colour: Colour): void {
    this.#replication = { ...this.#replication, [item]: colour };
  }

  setLicences(host: string, licences: readonly string[]): void {
    this.#licences.set(host, licences);
  }

  /** Points the service name at a host, as the customer's DNS administrator does. */
  pointNameAt(host: string): void {
    this.#nameAt = host;
  }

  powerChanged(): void {
    if (this.#activeMaster === undefined || !this.#isUp(this.#activeMaster)) {
      this.#activeMaster = masters.find((host) => this.#isUp(host));
    }
    this.#settle();
  }

  run(call: ProgramCall): ProgramReply | undefined {
    switch (call.program) {
      case 'tvox-dr':
        return this.#ask(call);
      case 'getent':
        return this.#lookUp(call);
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
    const facts: LabView['facts'] = [
      ['DR client', `${state.client.role} since ${state.client.since}`],
      ['Serving master node', state.activeMaster ?? 'none'],
      ['Replication', `${replication.join(', ')}; ${state.replicationAge} s old`],
      ['Phones', `at ${state.registeredAt ?? 'no machine'}: ${phones.join(', ')}`],
      [serviceName, `points at ${state.nameAt}`],
    ];
    return state.splitBrain ? { facts, warning: 'Split brain: the client is active and a master is on.' } : { facts };
  }

  inventoryTail(): string {
    const parameters = [
      `    service_name: ${serviceName}`,
      `    client_ip: ${this.#control.address(client)}`,
      `    main_ip: ${this.#control.address(masters[0])}`,
      '    dr_tool: tvox-dr',
    ];
    const pace = ['practice_hands: lab-hands', 'dark_for: 2s', 'phones_within: 20s', 'polycom_first_call: 4s'];
    const waits = ['name_within: 10s', 'boot_within: 30s', 'still_after: 3s'];
    return [
      'groups:',
      `  masters: [${masters.join(', ')}]`,
      'bindings:',
      `  tvox-activation: { master: masters, client: ${client} }`,
      `  tvox-readiness: { master: masters, client: ${client} }`,
      'parameters:',
      '  tvox-activation:',
      ...parameters,
      ...[...pace, ...waits].map((line) => `    ${line}`),
      '  tvox-readiness:',
      ...parameters,
      'contacts:',
      '  - { name: Carrier desk (imagined), phone: "000 100", for: [reroute/carrier, rollback/services/carrier-back] }',
      '  - { name: DNS desk (imagined), phone: "000 200", for: [reroute/name-record, rollback/services/name-back] }',
      '  - { name: Main site (imagined), phone: "000 300", for: [isolate/power-seen, rollback/master/power-on] }',
      '',
    ].join('\n');
  }

  #makeActs(): ReadonlyMap<string, Act> {
    const press = (button: 'activate' | 'deactivate') => (): string => {
      this.press(button);
      return `OCC of ${client}: ${button} pressed`;
    };
    const name = (host: string) => (): string => {
      this.pointNameAt(host);
      return `${serviceName} now points at ${host}`;
    };
    const powerOn = (): string => {
      for (const host of masters) this.#control.powerOn(host);
      return `powered on: ${masters.join(', ')}`;
    };
    return new Map<string, Act>([
      ['activate', { title: 'OCC of the client: Activate', do: press('activate') }],
      ['deactivate', { title: 'OCC of the client: Deactivate', do: press('deactivate') }],
      ['name client', { title: 'DNS desk: name to the client', do: name(client) }],
      ['name master', { title: 'DNS desk: name to the master', do: name(masters[0]) }],
      ['power-on masters', { title: 'Main site: mains back at the masters', do: powerOn }],
    ]);
  }

  #isUp(host: string): boolean {
    const power = this.#control.power(host);
    return power === 'on' || power === 'stopping';
  }

  /** Phones prefer the master: the client is their second choice, and they come back by themselves. */
  #settle(): void {
    const now = this.#control.now();
    const clientServes = this.#role === 'active' && this.#isUp(client);
    const at = this.#activeMaster !== undefined ? 'master' : clientServes ? 'client' : undefined;
    if (at !== this.#registeredAt) {
      // The first settling is the start of the lab: there the phones have been for days.
      const first = this.#registeredAt === undefined && this.#movedAt === undefined;
      if (!first) this.#movedAt = now;
      this.#registeredAt = at;
    }
    const syncs = this.#activeMaster !== undefined && this.#role === 'standby' && this.#isUp(client);
    this.#syncStoppedAt = syncs ? undefined : (this.#syncStoppedAt ?? now);
  }

  #registered(kind: PhoneKind): { readonly registered: number; readonly all: number } {
    const all = phoneCounts[kind];
    if (this.#registeredAt === undefined) return { registered: 0, all };
    if (this.#movedAt === undefined) return { registered: all, all };
    const share = (this.#control.now() - this.#movedAt) / Math.max(1, this.#control.timings()['phonesMs'] ?? 0);
    return { registered: Math.min(all, Math.floor(share * all)), all };
  }

  /** `tvox-dr role | replication | licences | phones`: the lab's stand-in for what a site writes itself. */
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
      default:
        return { stderr: 'usage: tvox-dr role | replication | licences | phones\n', exit: 2 };
    }
  }

  /** `getent hosts|ahostsv4 NAME`, for the service name and the hosts of the lab; exit 2 as the real one if unknown. */
  #lookUp(call: ProgramCall): ProgramReply {
    const [database = '', name = ''] = call.args;
    const host = name === serviceName ? this.#nameAt : this.hosts.find(({ id }) => id === name)?.id;
    if (host === undefined || !['hosts', 'ahostsv4'].includes(database)) return { exit: 2 };
    const address = this.#control.address(host);
    return database === 'hosts' ? says(`${address} ${name}`) : says(`${address} STREAM ${name}`);
  }
}

function says(...lines: readonly string[]): ProgramReply {
  return { stdout: lines.map((line) => `${line}\n`).join(''), exit: 0 };
}
