import { accessSync, constants, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Disposable } from '../../src-shared/base/disposable.ts';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import type { LabAnswer, LabOrder } from '../../src-shared/rpc/lab-calls.ts';
import { createLabControl, isLabServed } from './lab-control.ts';
import { labKey } from './lab-keys.ts';
import { obeyOrder } from './lab-orders.ts';
import { forgetSystem, keptNetwork, noMemory, openMemory } from './lab-memory.ts';
import { networkOf, pageOf } from './lab-network.ts';
import { type Fault, type Power, type SystemName, systemNames } from './lab-system.ts';
import { type LabHostInfo, RunningSystem, type SystemSettings } from './running-system.ts';
import { allSystems } from './systems/all-systems.ts';
import { TvoxSystem, type TvoxState } from './systems/tvox.ts';

export type { LabHostInfo } from './running-system.ts';

/** Where the pages of a lab with fixed ports answer: whether one runs can be told from here. */
export const fixedLabPages = systemNames.map((name) => pageOf(networkOf(name, 'fixed')));

/** How often a network of free addresses is tried before the machine is said to have none. */
const tries = 20;

export interface LabOptions {
  /** Keys, known_hosts and inventories stay here between starts; made where it is missing. */
  readonly folder: string;
  /** `fixed`: the addresses of the committed inventories. `free`: addresses that no other lab uses. */
  readonly ports: 'fixed' | 'free';
  /** Default: `['tvox']`. */
  readonly systems?: readonly SystemName[];
  readonly faults?: Readonly<Record<string, Fault>>;
  /** Power, faults, times, files of hosts and what each system keeps outlive the lab, until they are forgotten. Default: no. */
  readonly keep?: boolean;
  /** What was kept is forgotten first. */
  readonly fresh?: boolean;
  /** In ms, by name; a name is for each system that has it. */
  readonly timings?: Readonly<Record<string, number>>;
}

/** The practice lab: one or more systems. What names a host without a system means the first that has it. */
export interface Lab extends Disposable {
  /** Those that run, in the order of every list. */
  readonly systems: readonly RunningSystem[];
  /** Resolves when the last system has been stopped, or the lab ended. */
  readonly ended: Promise<void>;
  /** Starts those that do not run yet. `fresh`: what was kept of them is forgotten. Throws as `createLab` does. */
  add(names: readonly SystemName[], fresh: boolean): Promise<void>;
  /** Stops one; throws where it does not run. `forget`: nothing of it is kept. */
  remove(name: SystemName, options?: { readonly forget: boolean }): Promise<void>;
  readonly hosts: readonly LabHostInfo[];
  readonly knownHostsFile: string;
  /** Of the first system, as for a lab of one; each system has its own. */
  readonly inventoryText: string;
  readonly inventoryPath: string;
  readonly pageUrl: string;
  /** Throws where the lab does not have it. */
  system(name: SystemName): RunningSystem;
  /** The TVox of the lab; throws where it has none, as `state` does. */
  readonly tvox: TvoxSystem;
  state(): TvoxState & { readonly power: Readonly<Record<string, Power>> };
  /** Throws for a host that the lab does not have. */
  setFault(host: string, fault: Fault): Promise<void>;
  clearFault(host: string): Promise<void>;
  setTimings(timings: Readonly<Record<string, number>>): void;
  /** `mains: true` cuts the power at once; otherwise as `systemctl poweroff` does. */
  powerOff(host: string, options?: { readonly mains: boolean }): void;
  powerOn(host: string): void;
  dispose(): Promise<void>;
}

/**
 * Starts the practice lab: simulated hosts behind real ssh on loopback addresses of their own.
 * Throws DrillError `lab.cannot-start` where an address or port is not to be had, `file.not-writable` for its folder.
 */
export async function createLab(options: LabOptions): Promise<Lab> {
  prepareFolder(options.folder);
  // Keys, inventories and memory of a lab that runs are not to be touched: a second one has its own, for the time being.
  const beside = (await isLabServed(options.folder))
    ? join(options.folder, `beside-${String(process.pid)}`)
    : undefined;
  if (beside !== undefined) prepareFolder(beside);
  const obey = (order: LabOrder): Promise<LabAnswer> => obeyOrder(lab, order);
  const control = beside === undefined ? await createLabControl(options.folder, obey) : besideControl(beside);
  const own = beside === undefined ? options : { ...options, folder: beside, keep: false };
  const lab = new StartedLab(own, control);
  try {
    await lab.add(options.systems ?? ['tvox'], options.fresh === true);
    for (const [id, fault] of Object.entries(options.faults ?? {})) await lab.setFault(id, fault);
    return lab;
  } catch (thrown) {
    await lab.dispose();
    throw thrown;
  }
}

function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    throw new DrillError(
      'file.not-writable',
      `The practice lab cannot write its folder ${folder}: ${messageOf(cause)}`,
      {
        cause,
      },
    );
  }
}

/** A second lab takes no orders; what it made goes with it. */
function besideControl(folder: string): Disposable {
  return {
    dispose: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startSystem(name: SystemName, options: LabOptions): Promise<RunningSystem> {
  const make = allSystems.get(name);
  if (!make) throw new DrillError('lab.cannot-start', `The practice lab has no system ${name}.`);
  for (let attempt = 1; ; attempt++) {
    const before = attempt === 1 && options.keep === true ? keptNetwork(options.folder, name) : undefined;
    const network = (options.ports === 'free' ? before : undefined) ?? networkOf(name, options.ports);
    const system = new RunningSystem(settingsOf(name, make, network, options));
    try {
      await system.start();
      return system;
    } catch (cause) {
      await system.dispose();
      const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
      if (code === 'EADDRINUSE' && options.ports === 'free' && attempt < tries) continue;
      throw new DrillError(
        'lab.cannot-start',
        `The practice lab cannot listen on ${network}.x (${String(code ?? cause)}).`,
        { cause },
      );
    }
  }
}

function settingsOf(
  name: SystemName,
  make: SystemSettings['make'],
  network: string,
  options: LabOptions,
): SystemSettings {
  const { folder, keep = false, timings = {} } = options;
  const memory = keep ? openMemory(folder, name, network) : noMemory();
  return { make, network, folder, memory, timings, clientKey: labKey(folder, 'id_ed25519') };
}

/** A line for a known_hosts file, with the port, since it is never 22. */
function knownHost({ address, port, hostKey }: LabHostInfo): string {
  return `[${address}]:${String(port)} ${hostKey}\n`;
}

function systemOf(systems: readonly RunningSystem[], host: string): RunningSystem {
  const found = systems.find(({ hosts }) => hosts.some(({ id }) => id === host));
  if (found) return found;
  const known = systems.flatMap(({ hosts }) => hosts.map(({ id }) => id));
  throw new Error(`The practice lab has no host ${host}: it has ${known.join(', ')}`);
}

class StartedLab implements Lab {
  readonly ended: Promise<void>;
  readonly knownHostsFile: string;
  readonly #options: LabOptions;
  readonly #control: Disposable | undefined;
  readonly #end: () => void;
  // Two that start the same system at once get one.
  readonly #inTurn = createTurns();
  #systems: readonly RunningSystem[] = [];

  constructor(options: LabOptions, control: Disposable | undefined) {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.ended = promise;
    this.#end = () => {
      resolve(undefined);
    };
    this.#options = options;
    this.#control = control;
    this.knownHostsFile = join(options.folder, 'known_hosts');
  }

  get systems(): readonly RunningSystem[] {
    return this.#systems;
  }

  add(names: readonly SystemName[], fresh: boolean): Promise<void> {
    return this.#inTurn(async () => {
      const before = this.#systems;
      const wanted = names.filter((name) => !before.some((one) => one.name === name));
      if (fresh && this.#options.keep === true) for (const name of wanted) forgetSystem(this.#options.folder, name);
      const started = await Promise.allSettled(wanted.map((name) => startSystem(name, this.#options)));
      const failed = started.find((one) => one.status === 'rejected');
      const running = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      if (failed) {
        await Promise.all(running.map((system) => system.dispose()));
        throw failed.reason;
      }
      this.#set([...before, ...running]);
    });
  }

  remove(name: SystemName, { forget } = { forget: false }): Promise<void> {
    return this.#inTurn(async () => {
      const system = this.system(name);
      this.#set(this.#systems.filter((one) => one !== system));
      await (forget ? system.forget() : system.dispose());
      if (this.#systems.length === 0 && !forget) this.#end();
    });
  }

  get hosts(): readonly LabHostInfo[] {
    return this.systems.flatMap(({ hosts }) => hosts);
  }

  get inventoryText(): string {
    return this.#first().inventoryText;
  }

  get inventoryPath(): string {
    return this.#first().inventoryPath;
  }

  get pageUrl(): string {
    return this.#first().pageUrl;
  }

  get tvox(): TvoxSystem {
    const { system } = this.system('tvox');
    if (system instanceof TvoxSystem) return system;
    throw new Error('The system tvox of the lab is another one');
  }

  system(name: SystemName): RunningSystem {
    const found = this.systems.find((one) => one.name === name);
    if (found) return found;
    throw new Error(`This lab has no ${name}: it has ${this.systems.map((one) => one.name).join(', ')}`);
  }

  state(): TvoxState & { readonly power: Readonly<Record<string, Power>> } {
    return { ...this.tvox.state(), power: this.system('tvox').power() };
  }

  setFault(host: string, fault: Fault): Promise<void> {
    return systemOf(this.systems, host).setFault(host, fault);
  }

  clearFault(host: string): Promise<void> {
    return systemOf(this.systems, host).setFault(host, undefined);
  }

  setTimings(timings: Readonly<Record<string, number>>): void {
    for (const [name, ms] of Object.entries(timings)) {
      const having = this.systems.filter((system) => name in system.timings());
      // With nobody who has it, the first one says what it knows.
      for (const system of having.length > 0 ? having : [this.#first()]) system.setTimings({ [name]: ms });
    }
  }

  powerOff(host: string, options = { mains: false }): void {
    systemOf(this.systems, host).powerOff(host, options);
  }

  powerOn(host: string): void {
    systemOf(this.systems, host).powerOn(host);
  }

  async dispose(): Promise<void> {
    await Promise.all(this.#systems.map((system) => system.dispose()));
    await this.#control?.dispose();
    this.#end();
  }

  #set(systems: readonly RunningSystem[]): void {
    this.#systems = systems.toSorted((a, b) => systemNames.indexOf(a.name) - systemNames.indexOf(b.name));
    writeFileSync(this.knownHostsFile, this.hosts.map(knownHost).join(''));
  }

  #first(): RunningSystem {
    const [first] = this.systems;
    if (!first) throw new Error('This lab has no system');
    return first;
  }
}

/** Runs works one after another; one that fails does not stop the next. */
function createTurns(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
