import type { DnsService, HostControl, HostPlan } from '../lab-system.ts';

/** The zone of the practice; `.test` can never be a real one. */
const zone = 'practice.test';
/** The name by which clients find the service. */
export const serviceName = `voice.${zone}`;
/** The key for signed updates. It guards nothing: everybody may read it here and in the inventory. */
export const practiceKey = {
  keyName: 'drillbook',
  secret: Buffer.from('drillbook-practice-not-a-secret!').toString('base64'),
} as const;

/** Of the service name, in seconds: lowered, as before a window. */
const serviceTtl = 5;

interface Entry {
  readonly address: string;
  readonly ttl: number;
}
type Entries = Readonly<Record<string, Entry>>;

export interface SavedNames {
  readonly entries: Entries;
  readonly frozen: Entries | undefined;
}

/** The names of the imitated site: a primary server that takes signed updates, and a resolver that follows it later. */
export class TvoxNames {
  readonly services: readonly DnsService[];
  readonly #control: HostControl;
  /** What the primary said, and since when (ms); the last is what it says now. */
  #history: readonly { readonly since: number; readonly entries: Entries }[] = [];
  /** Addresses are known only when the lab has its network: after the constructors. */
  readonly #start: () => Entries;
  /** What the second resolver goes on saying, while that is set. */
  #frozen: Entries | undefined;

  /** `hosts` are in the zone by their ids; `lag` is how much later the second resolver follows, in ms. */
  constructor(control: HostControl, hosts: readonly HostPlan[], first: string, lag: () => number) {
    this.#control = control;
    this.#start = () => {
      const own = hosts.map(({ id }) => [`${id}.${zone}`, { address: control.address(id), ttl: 60 }] as const);
      return { ...Object.fromEntries(own), [serviceName]: { address: control.address(first), ttl: serviceTtl } };
    };
    const common = { kind: 'dns', port: 53, zone } as const;
    const set = (name: string, address: string | undefined, ttl: number): void => {
      this.set(name, address, ttl);
    };
    this.services = [
      { ...common, host: 'dns', records: () => this.now(), update: { ...practiceKey, set } },
      { ...common, host: 'dns2', records: () => this.#later(lag()) },
    ];
  }

  /** What the primary says now, by full name. */
  now(): Entries {
    return this.#history.at(-1)?.entries ?? this.#start();
  }

  /** Undefined: the name is deleted. `ttl` in seconds. */
  set(name: string, address: string | undefined, ttl = serviceTtl): void {
    const others = Object.entries(this.now()).filter(([one]) => one !== name);
    const entries = Object.fromEntries(address === undefined ? others : [...others, [name, { address, ttl }]]);
    const before = this.#history.length === 0 ? [{ since: 0, entries: this.now() }] : this.#history;
    this.#history = [...before, { since: this.#control.now(), entries }];
  }

  get isStale(): boolean {
    return this.#frozen !== undefined;
  }

  /** The second resolver stops following, or follows again. */
  setStale(stale: boolean, lag: number): void {
    this.#frozen = stale ? (this.#frozen ?? this.#later(lag)) : undefined;
  }

  save(): SavedNames {
    return { entries: this.now(), frozen: this.#frozen };
  }

  restore({ entries, frozen }: SavedNames): void {
    this.#history = [{ since: 0, entries }];
    this.#frozen = frozen;
  }

  #later(lag: number): Entries {
    if (this.#frozen) return this.#frozen;
    const until = this.#control.now() - lag;
    const at = this.#history.findLastIndex(({ since }) => since <= until);
    // Nobody asks for what was before that any more, as long as the lag is not made longer.
    this.#history = this.#history.slice(Math.max(0, at));
    return this.#history[0]?.entries ?? this.#start();
  }
}
