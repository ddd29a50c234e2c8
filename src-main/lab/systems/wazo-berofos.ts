/** Port pair that the relays connect: A is the provider, B the master, D the slave. */
export type Relays = 'A-B' | 'A-D';
export type BerofosPower = 'off' | 'starting' | 'normal' | 'flash';

/** What a berofos keeps over a power cut; as from the box until somebody sets it. */
export interface BerofosConfig {
  readonly address: string;
  readonly dhcp: boolean;
  readonly firmware: string;
  /** Answers settings only with `admin:` and `adminPassword` once this is true. */
  readonly passwordRequired: boolean;
  readonly adminPassword: string;
  /** The numbers of `bnfos --set`; `mode` 1 connects A with B, and `modedef` is the mode after power on. */
  readonly settings: Readonly<Record<BerofosSetting, number>>;
}

type BerofosSetting = 'wdog' | 'wdogdef' | 'scenario' | 'mode' | 'modedef';
export const berofosSettings: readonly BerofosSetting[] = ['wdog', 'wdogdef', 'scenario', 'mode', 'modedef'];

const fromTheBox = {
  dhcp: true,
  firmware: '1.40',
  passwordRequired: false,
  adminPassword: '',
  settings: { wdog: 1, wdogdef: 1, scenario: 0, mode: 0, modedef: 0 },
} as const;

interface BerofosPlan {
  readonly id: string;
  readonly mac: string;
  /** Where a fresh device is found: what a DHCP server gave it, or 192.168.0.2 where none did. */
  readonly freshAddress: string;
}

/** What a program that was killed finds again. */
export interface SavedBerofos {
  readonly config: BerofosConfig;
  readonly connected: boolean;
  readonly mode: 'normal' | 'flash' | 'off';
  /** ms since 1970. */
  readonly poweredAt: number;
  readonly held: boolean;
  readonly resetArmed: boolean;
}

/** One imitated berofos: power, black button, LEDs, relays and what it keeps. Nothing listens: `bnfos` asks it directly. */
export class Berofos {
  readonly plan: BerofosPlan;
  readonly #now: () => number;
  /** How long all LEDs are lit after power on; ms. */
  readonly #startMs: () => number;
  #config: BerofosConfig;
  #connected = false;
  /** In which way the device came up; undefined: no power. */
  #mode: 'normal' | 'flash' | undefined;
  #poweredAt = 0;
  #held = false;
  /** The button was held while the LEDs were lit: the next start forgets everything. */
  #resetArmed = false;

  constructor(plan: BerofosPlan, now: () => number, startMs: () => number) {
    this.plan = plan;
    this.#now = now;
    this.#startMs = startMs;
    this.#config = { ...fromTheBox, address: plan.freshAddress };
  }

  get config(): BerofosConfig {
    return this.#config;
  }

  get connected(): boolean {
    return this.#connected;
  }

  get power(): BerofosPower {
    if (this.#mode !== 'normal') return this.#mode ?? 'off';
    return this.#now() - this.#poweredAt < this.#startMs() ? 'starting' : 'normal';
  }

  /** Without power the relays fall to A-D, and nothing can change that. */
  get relays(): Relays {
    return this.#mode === 'normal' && this.#config.settings.mode === 1 ? 'A-B' : 'A-D';
  }

  /** What somebody in front of it sees. */
  get leds(): string {
    const { power } = this;
    if (power === 'off') return 'dark';
    if (power === 'flash') return 'red of D blinks';
    if (this.#resetArmed) return 'red of D blinks fast';
    if (power === 'starting') return 'red and green lit on all ports';
    return this.relays === 'A-B' ? 'green lit on A and B' : 'green lit on A and D';
  }

  connect(): void {
    this.#connected = true;
  }

  powerOn(): void {
    if (this.#mode !== undefined) return;
    if (this.#resetArmed) this.#forget();
    this.#mode = this.#held ? 'flash' : 'normal';
    this.#poweredAt = this.#now();
    const { settings } = this.#config;
    this.configure({ settings: { ...settings, mode: settings.modedef } });
  }

  powerOff(): void {
    this.#mode = undefined;
  }

  holdButton(): void {
    this.#held = true;
    if (this.power === 'starting') this.#resetArmed = true;
  }

  releaseButton(): void {
    this.#held = false;
  }

  /** As it comes from the box: not connected, without power, nothing set. */
  unpack(): void {
    this.#forget();
    this.#mode = undefined;
    this.#connected = false;
    this.#held = false;
  }

  /** As it is after its set-up: in service at `address`, on the lines of the master. */
  install(address: string, adminPassword: string): void {
    this.connect();
    this.configure({
      address,
      dhcp: false,
      firmware: '1.53',
      passwordRequired: true,
      adminPassword,
      settings: { wdog: 0, wdogdef: 0, scenario: 0, mode: 1, modedef: 1 },
    });
    this.#mode = 'normal';
    this.#poweredAt = this.#now() - this.#startMs();
  }

  configure(change: Partial<BerofosConfig>): void {
    this.#config = { ...this.#config, ...change };
  }

  save(): SavedBerofos {
    const mode = this.#mode ?? 'off';
    const [connected, poweredAt] = [this.#connected, this.#poweredAt];
    return { config: this.#config, connected, mode, poweredAt, held: this.#held, resetArmed: this.#resetArmed };
  }

  restore({ config, connected, mode, poweredAt, held, resetArmed }: SavedBerofos): void {
    this.#config = config;
    this.#connected = connected;
    this.#mode = mode === 'off' ? undefined : mode;
    this.#poweredAt = poweredAt;
    this.#held = held;
    this.#resetArmed = resetArmed;
  }

  #forget(): void {
    this.#resetArmed = false;
    // The firmware is no setting: it stays.
    this.#config = { ...fromTheBox, address: this.plan.freshAddress, firmware: this.#config.firmware };
  }
}
