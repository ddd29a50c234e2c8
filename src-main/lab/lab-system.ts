import { labSystemNames, type LabSystemName } from '../../src-shared/rpc/lab-calls.ts';

/** A fault that a person or a test sets on one simulated host; one at a time, until cleared. */
export type Fault =
  /** The ssh port is closed; links that stand, stay. */
  | { readonly kind: 'refuse' }
  /** Every command's link is cut this long after it began, in the middle of whatever it does. The command goes on. */
  | { readonly kind: 'drop'; readonly afterMs: number }
  /** `connect`: TCP is accepted, the ssh server never speaks. `command`: login works, a command never begins nor ends. */
  | { readonly kind: 'hang'; readonly at: 'connect' | 'command' }
  /** Each command begins this much later. */
  | { readonly kind: 'slow'; readonly byMs: number }
  /** Each imitated program prints this instead of its answer, and still exits 0. */
  | { readonly kind: 'wrong-output'; readonly text: string }
  /** New connections are shown another host key. */
  | { readonly kind: 'changed-host-key' };

export type Power = 'on' | 'stopping' | 'off' | 'booting';

/** What a program of a simulated host is told when a script calls it. */
export interface ProgramCall {
  readonly host: string;
  readonly program: string;
  readonly args: readonly string[];
  /** True below `sudo`. */
  readonly asRoot: boolean;
}

export interface ProgramReply {
  readonly stdout?: string;
  readonly stderr?: string;
  readonly exit: number;
}

/** Every system of the lab, imitated one by one; the order is that of every list. */
export const systemNames = labSystemNames;
export type SystemName = LabSystemName;

/** One host as a system wants it. `ports` are those that its services listen on while it is on, 22 among them. */
export interface HostPlan {
  readonly id: string;
  readonly name: string;
  /** The last byte of its loopback address: 2 to 254; the lab's page is at 1. */
  readonly number: number;
  readonly ports: readonly number[];
  readonly vars: Readonly<Record<string, string>>;
  /** As the inventory says it; default `linux`. */
  readonly platform?: 'linux' | 'aix' | 'solaris' | 'windows' | 'windows-nlb' | 'other';
  /** No ssh: an address that moves, a device, a DNS server. Always on; the inventory says `login: none`. */
  readonly login?: false;
}

/** What a system may do to the hosts, and ask of them; only `now` already in its constructor. */
export interface HostControl {
  power(host: string): Power;
  /** Takes effect after `powerOffMs`, as a command on the host does; at once with `mains`. */
  powerOff(host: string, options?: { readonly mains: boolean }): void;
  /** Takes effect after `bootMs`. */
  powerOn(host: string): void;
  address(host: string): string;
  /** The folder that scripts of this host start in; what is made there is real. Scripts' and SFTP's paths begin here. */
  home(host: string): string;
  /** The port on this machine on which `port` of a host of this lab is served. */
  localPort(host: string, port: number): number;
  /** Times by name in ms: `powerOffMs`, `bootMs` and the system's own. What has begun keeps its time. */
  timings(): Readonly<Record<string, number>>;
  /** Milliseconds since 1970. */
  now(): number;
}

/** Something that a system really serves on the address of one of its hosts, while that host is on. */
export type LabService =
  | {
      readonly kind: 'sip';
      readonly host: string;
      readonly port: number;
      /** The status for OPTIONS over UDP and TCP; undefined: silent, and closed for TCP. */
      status(): number | undefined;
    }
  | DnsService
  | {
      readonly kind: 'http';
      readonly host: string;
      readonly port: number;
      answer(path: string): { readonly status: number; readonly body: string };
    }
  | {
      /** A port that a program of the host opens and closes, without anything behind it. */
      readonly kind: 'tcp';
      readonly host: string;
      readonly port: number;
      isOpen(): boolean;
    };

export interface DnsService {
  readonly kind: 'dns';
  readonly host: string;
  readonly port: number;
  readonly zone: string;
  /** A records by full name without the last dot; asked afresh for each query. `ttl` in seconds. */
  records(): Readonly<Record<string, { readonly address: string; readonly ttl: number }>>;
  /** Takes updates of RFC 2136 that are signed with this key; without it the server only answers. */
  readonly update?: {
    readonly keyName: string;
    /** For HMAC-SHA256, as base64. */
    readonly secret: string;
    /** Called once for each change of a name that a good signature brings; undefined: the record is deleted. */
    set(name: string, address: string | undefined, ttl: number): void;
  };
}

/** Something that people do by hand, or a fault. `id` as it is typed behind `lab-hands`: `power-on masters`. */
export interface LabAction {
  readonly id: string;
  readonly title: string;
  readonly fault?: boolean;
}

/** What a person sees of a system: label and value, and what is dangerously wrong. */
export interface LabView {
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly warning?: string;
}

/** An imitated product: its hosts, its programs, what it serves, and what people do to it by hand. */
export interface LabSystem<State> {
  readonly name: SystemName;
  readonly title: string;
  readonly hosts: readonly HostPlan[];
  /** Programs that every host of the system has, beside those of `base-programs.ts` and `lab-hands`. */
  readonly programs: readonly string[];
  run(call: ProgramCall): ProgramReply | undefined | Promise<ProgramReply | undefined>;
  /** Called after each change of power. */
  powerChanged(host: string): void;
  state(): State;
  /** Groups, bindings, parameters and contacts of the lab's inventory, as YAML text. */
  inventoryTail(): string;
  /** The system's own times in ms, by name, with their defaults. */
  readonly timings: Readonly<Record<string, number>>;
  readonly services: readonly LabService[];
  /** Makes the files of its hosts below `control.home(host)`; once, before the hosts start. */
  prepare?(): void;
  actions(): readonly LabAction[];
  /** Does an action and says what it did, in one line. Throws an Error that names the known ones for another id. */
  act(id: string): string;
  view(): LabView;
  /** What must outlive the program that runs the lab, as JSON can hold it; taken after each change. Power is the lab's own matter. */
  save?(): unknown;
  /** Called with what `save` gave, before the hosts start. Throws for what it does not know: then it is forgotten. */
  restore?(saved: unknown): void;
}
