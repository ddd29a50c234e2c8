import { randomInt } from 'node:crypto';
import { accessSync, chmodSync, constants, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Disposable } from '../../src-shared/base/disposable.ts';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import { basePrograms, runBaseProgram, type Route } from './base-programs.ts';
import { makeHostFolder } from './host-folder.ts';
import { LabHost } from './lab-host.ts';
import { knownHosts, labInventory } from './lab-inventory.ts';
import { labKey, type LabKey } from './lab-keys.ts';
import { createLabPage } from './lab-page.ts';
import type { Fault, HostControl, LabTimings, ProgramCall, ProgramReply } from './lab-system.ts';
import { createProgramServer, type ProgramServer } from './program-server.ts';
import { TvoxSystem, type TvoxState } from './systems/tvox.ts';

/** The login that every simulated host knows. */
const user = 'dr';
/** The /24 of the lab's own addresses with fixed ports; other labs take a free one of 127.64.0.0/10. */
const fixedNetwork = '127.42.0';
/** Ports as hosts see them -> ports on this machine: above 1024 for plain users, below the ephemeral range. */
const localPorts: Readonly<Record<number, number>> = { 22: 22022, 873: 20873, 3306: 23306, 27017: 27117, 5060: 25060 };
const pagePort = 28080;
const pageHost = 'voice-c';
/** Where the page of a lab with fixed ports answers: whether one runs can be told from here. */
export const fixedLabPage = { address: `${fixedNetwork}.21`, port: pagePort };

const defaultTimings: LabTimings = { powerOffMs: 400, bootMs: 1500, phonesMs: 3000 };

export interface LabOptions {
  /** Keys, known_hosts and inventory stay here between starts; made where it is missing. */
  readonly folder: string;
  /** `fixed`: the addresses of runbooks/tvox/lab.inventory.yaml. `free`: addresses that no other lab uses. */
  readonly ports: 'fixed' | 'free';
  readonly faults?: Readonly<Record<string, Fault>>;
  readonly timings?: Partial<LabTimings>;
}

export interface LabHostInfo {
  readonly id: string;
  readonly address: string;
  readonly port: number;
  /** `ssh-ed25519 AAAA…` */
  readonly hostKey: string;
  readonly user: string;
  readonly keyFile: string;
}

export interface Lab extends Disposable {
  readonly hosts: readonly LabHostInfo[];
  readonly inventoryText: string;
  readonly inventoryPath: string;
  readonly knownHostsFile: string;
  /** The imitated OCC and the power switches, for a browser on this machine. */
  readonly pageUrl: string;
  readonly tvox: TvoxSystem;
  state(): TvoxState & { readonly power: Readonly<Record<string, string>> };
  /** Throws for a host that the lab does not have. */
  setFault(host: string, fault: Fault): Promise<void>;
  clearFault(host: string): Promise<void>;
  setTimings(timings: Partial<LabTimings>): void;
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
  const tries = options.ports === 'fixed' ? 1 : 20;
  for (let attempt = 1; ; attempt++) {
    const network = options.ports === 'fixed' ? fixedNetwork : `127.${randomInt(64, 128)}.${randomInt(0, 256)}`;
    const lab = new RunningLab(options, network);
    try {
      await lab.start();
      return lab;
    } catch (cause) {
      await lab.dispose();
      const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
      if (code === 'EADDRINUSE' && attempt < tries) continue;
      throw new DrillError(
        'lab.cannot-start',
        `The practice lab cannot listen on ${network}.x (${String(code ?? cause)}).`,
        {
          cause,
        },
      );
    }
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

class RunningLab implements Lab {
  readonly tvox: TvoxSystem;
  readonly knownHostsFile: string;
  readonly inventoryPath: string;
  readonly pageUrl: string;
  inventoryText = '';
  readonly #options: LabOptions;
  readonly #network: string;
  readonly #runtime: string;
  readonly #hosts = new Map<string, LabHost>();
  readonly #keys = new Map<string, LabKey>();
  readonly #clientKey: LabKey;
  #timings: LabTimings;
  #programs: ProgramServer | undefined;
  #page: Disposable | undefined;

  constructor(options: LabOptions, network: string) {
    this.#options = options;
    this.#network = network;
    this.#timings = { ...defaultTimings, ...options.timings };
    this.knownHostsFile = join(options.folder, 'known_hosts');
    this.inventoryPath = join(options.folder, 'lab.inventory.yaml');
    this.#clientKey = labKey(options.folder, 'id_ed25519');
    this.tvox = new TvoxSystem(this.#control());
    this.pageUrl = `http://${this.#addressOf(pageHost)}:${String(pagePort)}/`;
    // Not in `folder`: where the lab is root its scripts run as another account, which may not get in there.
    this.#runtime = mkdtempSync(join(tmpdir(), 'drillbook-lab-'));
    chmodSync(this.#runtime, 0o755);
  }

  get hosts(): readonly LabHostInfo[] {
    return this.tvox.hosts.map(({ id }) => ({
      id,
      address: this.#addressOf(id),
      port: this.#localPorts(id).get(22) ?? 22,
      hostKey: this.#keys.get(id)?.publicKey ?? '',
      user,
      keyFile: this.#clientKey.file,
    }));
  }

  async start(): Promise<void> {
    const ids = this.tvox.hosts.map(({ id }) => id);
    const programs = await createProgramServer(ids, (call) => this.#answer(call));
    this.#programs = programs;
    for (const id of ids) this.#hosts.set(id, this.#makeHost(id, programs));
    for (const [id, fault] of Object.entries(this.#options.faults ?? {})) await this.setFault(id, fault);
    await Promise.all([...this.#hosts.values()].map((host) => host.start()));
    const page = { address: this.#addressOf(pageHost), port: pagePort };
    this.#page = await createLabPage(this.tvox, this.#control(), page);
    const hosts = this.hosts.map((host) => ({ ...host, ports: this.#localPorts(host.id) }));
    this.inventoryText = labInventory(this.tvox, hosts, { user, keyFile: this.#clientKey.file });
    writeFileSync(this.inventoryPath, this.inventoryText);
    writeFileSync(this.knownHostsFile, knownHosts(hosts));
  }

  state(): TvoxState & { readonly power: Readonly<Record<string, string>> } {
    const power = Object.fromEntries([...this.#hosts].map(([id, host]) => [id, host.power]));
    return { ...this.tvox.state(), power };
  }

  setFault(host: string, fault: Fault): Promise<void> {
    return this.#host(host).setFault(fault);
  }

  clearFault(host: string): Promise<void> {
    return this.#host(host).setFault(undefined);
  }

  setTimings(timings: Partial<LabTimings>): void {
    this.#timings = { ...this.#timings, ...timings };
  }

  powerOff(host: string, options = { mains: false }): void {
    this.#host(host).powerOff(options);
  }

  powerOn(host: string): void {
    this.#host(host).powerOn();
  }

  async dispose(): Promise<void> {
    for (const host of this.#hosts.values()) host.dispose();
    await this.#page?.dispose();
    await this.#programs?.dispose();
    rmSync(this.#runtime, { recursive: true, force: true });
  }

  #host(id: string): LabHost {
    const host = this.#hosts.get(id);
    if (!host) throw new Error(`The practice lab has no host ${id}: it has ${[...this.#hosts.keys()].join(', ')}`);
    return host;
  }

  #control(): HostControl {
    return {
      power: (host) => this.#hosts.get(host)?.power ?? 'off',
      powerOff: (host, options) => {
        this.powerOff(host, options);
      },
      powerOn: (host) => {
        this.powerOn(host);
      },
      address: (host) => this.#addressOf(host),
      timings: () => this.#timings,
      now: () => Date.now(),
    };
  }

  #addressOf(id: string): string {
    return `${this.#network}.${String(this.tvox.hosts.find((host) => host.id === id)?.number ?? 0)}`;
  }

  #localPorts(id: string): ReadonlyMap<number, number> {
    const ports = this.tvox.hosts.find((host) => host.id === id)?.ports ?? [];
    return new Map(ports.map((port) => [port, localPorts[port] ?? port]));
  }

  #makeHost(id: string, programs: ProgramServer): LabHost {
    const hostKey = labKey(this.#options.folder, `host-${id}`);
    this.#keys.set(id, hostKey);
    const call = {
      port: programs.port,
      token: programs.tokenOf(id),
      programs: [...basePrograms, ...this.tvox.programs],
    };
    return new LabHost({
      id,
      address: this.#addressOf(id),
      ports: this.#localPorts(id),
      user,
      folder: makeHostFolder(this.#runtime, id, call),
      hostKey,
      otherHostKey: labKey(this.#options.folder, `other-${id}`),
      clientKey: this.#clientKey,
      timings: () => this.#timings,
      powerChanged: () => {
        this.tvox.powerChanged();
      },
    });
  }

  async #answer(call: ProgramCall): Promise<ProgramReply> {
    const fault = this.#host(call.host).fault;
    const own = this.tvox.run(call);
    if (fault?.kind === 'wrong-output' && own) return { stdout: fault.text, exit: 0 };
    const reply = own ?? (await runBaseProgram(call, user, this.#control(), this.#route));
    return reply ?? { stderr: `${call.program}: not imitated by the practice lab\n`, exit: 127 };
  }

  /** Hosts of the lab by address or id; anything else is the machine's own network, as it stands. */
  readonly #route: Route = (address, port) => {
    const host = this.tvox.hosts.find(({ id }) => id === address || this.#addressOf(id) === address);
    if (!host) return { address, port };
    return { address: this.#addressOf(host.id), port: this.#localPorts(host.id).get(port) ?? port };
  };
}
