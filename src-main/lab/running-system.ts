import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Disposable } from '../../src-shared/base/disposable.ts';
import { messageOf } from '../../src-shared/base/drill-error.ts';
import { basePrograms, runBaseProgram, type Route } from './base-programs.ts';
import { type HostFolder, giveToAccount, makeHostFolder } from './host-folder.ts';
import { LabHost } from './lab-host.ts';
import { labInventory } from './lab-inventory.ts';
import { labKey, type LabKey } from './lab-keys.ts';
import { localPortOf, pageOf } from './lab-network.ts';
import type { LabMemory, SavedSystem } from './lab-memory.ts';
import { createLabPage } from './lab-page.ts';
import type {
  Fault,
  HostControl,
  HostPlan,
  LabAction,
  LabSystem,
  LabView,
  Power,
  ProgramCall,
  ProgramReply,
  SystemName,
} from './lab-system.ts';
import { portServiceOf } from './services/port-service.ts';
import { createProgramServer, type ProgramServer } from './program-server.ts';

/** The login that every simulated host knows. */
const user = 'dr';
/** Times that every system has, in ms. */
const commonTimings = { powerOffMs: 400, bootMs: 1500 };
/** How soon a port follows a service that changed by itself. */
const pulseMs = 100;
/** In pulses: what a system changed by itself is kept this often. */
const keepEvery = 10;

/** A simulated host that takes logins. */
export interface LabHostInfo {
  readonly id: string;
  readonly address: string;
  readonly port: number;
  /** `ssh-ed25519 AAAA…` */
  readonly hostKey: string;
  readonly user: string;
  readonly keyFile: string;
}

export interface SystemSettings {
  readonly make: (control: HostControl) => LabSystem<unknown>;
  /** Three bytes of an address, without the last dot. */
  readonly network: string;
  /** Keys and inventory stay here. */
  readonly folder: string;
  /** Where the folders of the hosts are, and what was kept of the time before. */
  readonly memory: LabMemory;
  readonly clientKey: LabKey;
  /** Those that the system knows; others are another system's. */
  readonly timings: Readonly<Record<string, number>>;
}

/** One imitated system under way: its hosts on a network of their own, its page, and what can be done to it meanwhile. */
export class RunningSystem implements Disposable {
  readonly pageUrl: string;
  readonly inventoryPath: string;
  inventoryText = '';
  readonly #settings: SystemSettings;
  readonly #hosts = new Map<string, LabHost>();
  readonly #folders = new Map<string, HostFolder>();
  readonly #keys = new Map<string, LabKey>();
  readonly #control: HostControl;
  #system: LabSystem<unknown>;
  /** What was kept and taken; undefined: it began anew. */
  #restored: SavedSystem | undefined;
  #lives = false;
  #beats = 0;
  #timings: Readonly<Record<string, number>>;
  #programs: ProgramServer | undefined;
  #page: Disposable | undefined;
  #pulse: NodeJS.Timeout | undefined;

  constructor(settings: SystemSettings) {
    this.#settings = settings;
    this.#timings = commonTimings;
    this.#control = this.#makeControl();
    this.#system = settings.make(this.#control);
    const known = { ...commonTimings, ...this.#system.timings };
    const { saved } = settings.memory;
    this.#timings = { ...known, ...pick({ ...settings.timings, ...saved?.timings }, Object.keys(known)) };
    this.#restored = this.#restore(saved);
    this.pageUrl = pageOf(settings.network).url;
    this.inventoryPath = join(settings.folder, `${this.system.name}.inventory.yaml`);
  }

  get system(): LabSystem<unknown> {
    return this.#system;
  }

  get name(): SystemName {
    return this.system.name;
  }

  get title(): string {
    return this.system.title;
  }

  /** The hosts that take logins. */
  get hosts(): readonly LabHostInfo[] {
    return this.#plans((plan) => plan.login !== false).map(({ id }) => ({
      id,
      address: this.#addressOf(id),
      port: localPortOf(22),
      hostKey: this.#keys.get(id)?.publicKey ?? '',
      user,
      keyFile: this.#settings.clientKey.file,
    }));
  }

  /** Every host, also those that take no login: these have no port here. */
  everyHost(): readonly { readonly id: string; readonly address: string; readonly port?: number }[] {
    return this.system.hosts.map(({ id, login }) => {
      const address = this.#addressOf(id);
      return login === false ? { id, address } : { id, address, port: localPortOf(22) };
    });
  }

  /** Rejects with Node's `EADDRINUSE` or `EADDRNOTAVAIL` where the network is not to be had. */
  async start(): Promise<void> {
    const plans = this.system.hosts;
    const programs = await createProgramServer(
      plans.map(({ id }) => id),
      (call) => this.#answer(call),
    );
    this.#programs = programs;
    for (const plan of plans) this.#hosts.set(plan.id, this.#makeHost(plan, programs));
    if (this.#restored === undefined) this.system.prepare?.();
    this.#changed();
    await this.#startHosts();
    this.#page = await createLabPage(this, pageOf(this.#settings.network));
    this.#writeInventory();
    // What a system serves may change by the mere passing of time.
    this.#pulse = setInterval(() => {
      this.#refresh();
      this.#beats = (this.#beats + 1) % keepEvery;
      if (this.#beats === 0) this.#keep();
    }, pulseMs);
  }

  state(): unknown {
    return this.system.state();
  }

  /** Power by host id, of those that have a switch. */
  power(): Readonly<Record<string, Power>> {
    return Object.fromEntries(this.hosts.map(({ id }) => [id, this.#host(id).power]));
  }

  /** The faults that are set on hosts. */
  faults(): Readonly<Record<string, Fault>> {
    return Object.fromEntries(
      [...this.#hosts].flatMap(([id, { fault }]) => (fault === undefined ? [] : [[id, fault] as const])),
    );
  }

  actions(): readonly LabAction[] {
    return this.system.actions();
  }

  /** Does what people do by hand. Throws an Error with the known ids for an unknown one. */
  act(id: string): string {
    const said = this.system.act(id);
    this.#changed();
    return said;
  }

  view(): LabView {
    return this.system.view();
  }

  timings(): Readonly<Record<string, number>> {
    return this.#timings;
  }

  /** Throws an Error that names the known ones for a name that is not known. What has begun keeps its time. */
  setTimings(timings: Readonly<Record<string, number>>): void {
    const known = Object.keys(this.#timings);
    const unknown = Object.keys(timings).find((name) => !known.includes(name));
    if (unknown !== undefined) throw new Error(`${this.title} has no time ${unknown}: it has ${known.join(', ')}`);
    this.#timings = { ...this.#timings, ...timings };
  }

  /** Throws for a host that the system does not have; undefined clears. */
  setFault(host: string, fault: Fault | undefined): Promise<void> {
    return this.#switched(host).setFault(fault);
  }

  /** `mains: true` cuts the power at once; otherwise as `systemctl poweroff` does. */
  powerOff(host: string, options = { mains: false }): void {
    this.#switched(host).powerOff(options);
  }

  powerOn(host: string): void {
    this.#switched(host).powerOn();
  }

  async dispose(): Promise<void> {
    clearInterval(this.#pulse);
    this.#keep();
    // That the hosts go now is no change of theirs.
    this.#lives = false;
    for (const host of this.#hosts.values()) host.dispose();
    await this.#page?.dispose();
    await this.#programs?.dispose();
    this.#settings.memory.close();
  }

  /** Ends it and forgets what it did to its hosts. */
  async forget(): Promise<void> {
    await this.dispose();
    this.#settings.memory.forget();
  }

  /** Takes what was kept, with the homes as they are; or nothing of it, and the homes are emptied. */
  #restore(saved: SavedSystem | undefined): SavedSystem | undefined {
    if (saved === undefined) return undefined;
    try {
      if (!this.#system.restore) throw new Error('this system keeps nothing');
      this.#system.restore(saved.system);
      return saved;
    } catch {
      rmSync(this.#settings.memory.runtime, { recursive: true, force: true });
      this.#system = this.#settings.make(this.#control);
      return undefined;
    }
  }

  async #startHosts(): Promise<void> {
    const { off = [], faults = {} } = this.#restored ?? {};
    for (const [id, fault] of Object.entries(faults)) await this.#hosts.get(id)?.setFault(fault);
    const on = [...this.#hosts].filter(([id]) => !off.includes(id)).map(([, host]) => host.start());
    await Promise.all(on);
    // Only now: a system must not take it for an outage that its hosts come one after the other.
    this.#lives = true;
    for (const id of this.#hosts.keys()) this.system.powerChanged(id);
    this.#changed();
  }

  #keep(): void {
    if (!this.#lives || !this.system.save) return;
    const off = Object.entries(this.power()).filter(([, power]) => power === 'off' || power === 'stopping');
    const system = this.system.save();
    const { memory } = this.#settings;
    memory.keep({ off: off.map(([id]) => id), faults: this.faults(), timings: this.#timings, system });
  }

  #plans(wanted: (plan: HostPlan) => boolean): readonly HostPlan[] {
    return this.system.hosts.filter(wanted);
  }

  #host(id: string): LabHost {
    const host = this.#hosts.get(id);
    if (!host) throw new Error(`${this.title} has no host ${id}: it has ${[...this.#hosts.keys()].join(', ')}`);
    return host;
  }

  /** Devices and addresses that move have neither a switch nor an ssh that could fail. */
  #switched(id: string): LabHost {
    const host = this.#host(id);
    if (this.hosts.some((one) => one.id === id)) return host;
    throw new Error(`${id} takes no login: power and faults are for ${this.hosts.map((one) => one.id).join(', ')}`);
  }

  #makeControl(): HostControl {
    return {
      power: (host) => this.#hosts.get(host)?.power ?? 'off',
      powerOff: (host, options) => {
        this.powerOff(host, options);
      },
      powerOn: (host) => {
        this.powerOn(host);
      },
      address: (host) => this.#addressOf(host),
      home: (host) => {
        const folder = this.#folders.get(host);
        if (!folder) throw new Error(`${host} has no home: it takes no login, or the lab has not begun`);
        return folder.home;
      },
      localPort: (_host, port) => localPortOf(port),
      timings: () => this.#timings,
      now: () => Date.now(),
    };
  }

  #addressOf(id: string): string {
    const { network } = this.#settings;
    return `${network}.${String(this.system.hosts.find((host) => host.id === id)?.number ?? 0)}`;
  }

  /** Those that its plan opens, and those of what is served on it. */
  #portsOf(plan: HostPlan): ReadonlyMap<number, number> {
    const served = this.system.services.filter(({ host }) => host === plan.id).map(({ port }) => port);
    return new Map([...plan.ports, ...served].map((port) => [port, localPortOf(port)]));
  }

  #makeHost(plan: HostPlan, programs: ProgramServer): LabHost {
    const { id } = plan;
    const { folder: keys, memory, clientKey } = this.#settings;
    const own = {
      id,
      address: this.#addressOf(id),
      ports: this.#portsOf(plan),
      services: this.system.services.filter(({ host }) => host === id).map(portServiceOf),
      timings: () => this.#timings,
      powerChanged: () => {
        if (!this.#lives) return;
        this.system.powerChanged(id);
        this.#changed();
      },
    };
    if (plan.login === false) return new LabHost(own);
    const hostKey = labKey(keys, `host-${this.name}-${id}`);
    this.#keys.set(id, hostKey);
    const names = [...basePrograms, 'lab-hands', ...this.system.programs];
    const call = { port: programs.port, token: programs.tokenOf(id), programs: [...new Set(names)] };
    const folder = makeHostFolder(memory.runtime, id, call);
    this.#folders.set(id, folder);
    const otherHostKey = labKey(keys, `other-${this.name}-${id}`);
    return new LabHost({ ...own, login: { user, folder, hostKey, otherHostKey, clientKey } });
  }

  async #answer(call: ProgramCall): Promise<ProgramReply> {
    if (call.program === 'lab-hands') return this.#lendHands(call.args.join(' '));
    const { fault } = this.#host(call.host);
    const own = await this.system.run(call);
    this.#changed();
    if (fault?.kind === 'wrong-output' && own) return { stdout: fault.text, exit: 0 };
    const reply = own ?? (await runBaseProgram(call, user, this.#control, this.#route));
    return reply ?? { stderr: `${call.program}: not imitated by the practice lab\n`, exit: 127 };
  }

  /** `lab-hands ACTION…`: what people do by hand outside, so that an unattended rehearsal can go to its end. */
  #lendHands(action: string): ProgramReply {
    try {
      return { stdout: `${this.act(action)}\n`, exit: 0 };
    } catch (thrown) {
      return { stderr: `lab-hands: ${messageOf(thrown)}\n`, exit: 2 };
    }
  }

  /** Something may be otherwise now: files that the system made are the hosts' own, and ports follow what it serves. */
  #changed(): void {
    for (const folder of this.#folders.values()) giveToAccount(folder);
    this.#refresh();
    this.#keep();
  }

  #refresh(): void {
    for (const host of this.#hosts.values()) host.refresh();
  }

  /** Hosts of the system by address or id; anything else is the machine's own network, as it stands. */
  readonly #route: Route = (address, port) => {
    const host = this.system.hosts.find(({ id }) => id === address || this.#addressOf(id) === address);
    return host ? { address: this.#addressOf(host.id), port: localPortOf(port) } : { address, port };
  };

  #writeInventory(): void {
    const hosts = this.system.hosts.map((plan) => {
      const hostKey = this.#keys.get(plan.id)?.publicKey;
      const own = { plan, address: this.#addressOf(plan.id), ports: this.#portsOf(plan) };
      return hostKey === undefined ? own : { ...own, hostKey };
    });
    this.inventoryText = labInventory(this.system, hosts, { user, keyFile: this.#settings.clientKey.file });
    writeFileSync(this.inventoryPath, this.inventoryText);
  }
}

function pick(from: Readonly<Record<string, number>>, names: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name)));
}
