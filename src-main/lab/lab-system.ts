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

/** All times in milliseconds. Each may be changed while the lab runs; what has begun keeps its time. */
export interface LabTimings {
  /** From the command `systemctl poweroff` to closed ports and cut links. */
  readonly powerOffMs: number;
  /** From power on to open ports. */
  readonly bootMs: number;
  /** The time in which the last phone has found the machine that serves. */
  readonly phonesMs: number;
}

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

/** One host as a system wants it. `ports` are those that its services listen on while it is on, 22 among them. */
export interface HostPlan {
  readonly id: string;
  readonly name: string;
  /** The last byte of its loopback address. */
  readonly number: number;
  readonly ports: readonly number[];
  readonly vars: Readonly<Record<string, string>>;
}

/** What a system may do to the hosts, and ask of them. */
export interface HostControl {
  power(host: string): Power;
  /** Takes effect after `powerOffMs`, as a command on the host does; at once with `mains`. */
  powerOff(host: string, options?: { readonly mains: boolean }): void;
  /** Takes effect after `bootMs`. */
  powerOn(host: string): void;
  address(host: string): string;
  timings(): LabTimings;
  /** Milliseconds since 1970. */
  now(): number;
}

/** An imitated product: its hosts, its programs and what people do to it by hand. */
export interface LabSystem<State> {
  readonly name: string;
  readonly hosts: readonly HostPlan[];
  /** Programs that every host of the system has, beside those of `base-programs.ts`. */
  readonly programs: readonly string[];
  run(call: ProgramCall): ProgramReply | undefined;
  /** Called after each change of power. */
  powerChanged(host: string): void;
  state(): State;
  /** Groups, bindings, parameters and contacts of the lab's inventory, as YAML text. */
  inventoryTail(): string;
}
