import type { HostControl } from '../lab-system.ts';

export const sides = ['master', 'slave'] as const;
export type Side = (typeof sides)[number];

/** What the imitated pair is like at one moment. Times are ISO 8601, UTC. */
export interface SipHaState {
  /** Who answers at the service address; more than one is the fault that must never be. */
  readonly holders: readonly Side[];
  readonly bothActive: boolean;
  readonly engine: Readonly<Record<Side, 'running' | 'stopped'>>;
  readonly replication: { readonly direction: string; readonly lastCheck: string };
  readonly mysql: Readonly<Record<Side, 'running' | 'stopped'>>;
  readonly contacts: { readonly phones: number; readonly softphones: number };
}

const contactCounts = { phones: 8, softphones: 2 };
/** Calls that the imagined customer makes: one every so many milliseconds, written by whoever is active. */
const callEveryMs = 5000;

/** What outlives the program: sets as lists, times in ms since 1970. */
interface SavedPair {
  readonly claims: readonly Side[];
  readonly stopped: readonly Side[];
  readonly disabled: readonly Side[];
  readonly mysqlStopped: readonly Side[];
  readonly strange: readonly Side[];
  readonly times: Times;
  readonly softphonesLost: boolean;
  readonly rsync: boolean;
  readonly silent?: boolean;
}

interface Times {
  readonly start: number;
  /** A takeover under way: who, and when it is done. */
  readonly coming?: { readonly side: Side; readonly at: number } | undefined;
  /** Since when the active master cannot serve. */
  readonly failedAt?: number | undefined;
  readonly movedAt?: number | undefined;
  readonly syncStoppedAt?: number | undefined;
}

/**
 * Who is active, and why. Nothing here has a timer of its own: what time brings about (the failover, the sync, the
 * phones) is worked out whenever somebody asks.
 */
export class SipHaPair {
  readonly #control: HostControl;
  #claims = new Set<Side>(['master']);
  #stopped = new Set<Side>();
  #disabled = new Set<Side>();
  #mysqlStopped = new Set<Side>();
  #strange = new Set<Side>();
  #times: Times;
  #softphonesLost = false;
  #rsync = true;
  /** Asterisk hangs: it runs, and answers no SIP. */
  #silent = false;
  /** Before the hosts have begun nothing has failed: they start one after the other. */
  #begun = false;

  constructor(control: HostControl) {
    this.#control = control;
    this.#times = { start: control.now() };
  }

  state(): SipHaState {
    const holders = this.holders();
    const stateOf = (bad: ReadonlySet<Side>) => (side: Side) =>
      [side, bad.has(side) || !this.isUp(side) ? 'stopped' : 'running'] as const;
    return {
      holders,
      bothActive: holders.length > 1,
      engine: Object.fromEntries(sides.map(stateOf(this.#stopped))) as SipHaState['engine'],
      replication: { direction: this.#direction(), lastCheck: new Date(this.lastCheck()).toISOString() },
      mysql: Object.fromEntries(sides.map(stateOf(this.#mysqlStopped))) as SipHaState['mysql'],
      contacts: this.contacts(),
    };
  }

  save(): SavedPair {
    return {
      claims: [...this.#claims],
      stopped: [...this.#stopped],
      disabled: [...this.#disabled],
      mysqlStopped: [...this.#mysqlStopped],
      strange: [...this.#strange],
      times: this.#times,
      softphonesLost: this.#softphonesLost,
      rsync: this.#rsync,
      silent: this.#silent,
    };
  }

  /** Throws where it is not what `save` gave. */
  restore(saved: unknown): void {
    const { claims, stopped, disabled, mysqlStopped, strange, times, softphonesLost, rsync, silent } =
      saved as SavedPair;
    [this.#claims, this.#stopped, this.#disabled] = [new Set(claims), new Set(stopped), new Set(disabled)];
    [this.#mysqlStopped, this.#strange] = [new Set(mysqlStopped), new Set(strange)];
    this.#times = times;
    [this.#softphonesLost, this.#rsync, this.#silent] = [softphonesLost, rsync, silent === true];
    this.#begun = true;
  }

  /** Who really answers at the service address now. */
  holders(): readonly Side[] {
    this.#settle();
    return sides.filter((side) => this.#claims.has(side) && this.serves(side));
  }

  /** Whether a server takes itself for the active one, able to serve or not. */
  claims(side: Side): boolean {
    this.#settle();
    return this.#claims.has(side);
  }

  serves(side: Side): boolean {
    return this.isUp(side) && !this.#stopped.has(side) && !this.#disabled.has(side);
  }

  isUp(side: Side): boolean {
    const power = this.#control.power(`pbx-${side}`);
    return power === 'on' || power === 'stopping';
  }

  isStrange(side: Side): boolean {
    return this.#strange.has(side);
  }

  mysqlRuns(side: Side): boolean {
    return !this.#mysqlStopped.has(side) && sides.every((one) => this.isUp(one));
  }

  answersSip(): boolean {
    return !this.#silent && this.holders().length > 0;
  }

  hasRsync(): boolean {
    return this.#rsync;
  }

  runsEngine(side: Side): boolean {
    return !this.#stopped.has(side);
  }

  /** Calls in the call records: the same number on both while MySQL replicates, as it does here after any gap. */
  calls(): number {
    return 120 + Math.floor((this.#control.now() - this.#times.start) / callEveryMs);
  }

  /** When the check from cron last ran. */
  lastCheck(): number {
    const every = Math.max(1, this.#control.timings()['syncEveryMs'] ?? 60_000);
    const until = this.#times.syncStoppedAt ?? this.#control.now();
    return until - (until % every);
  }

  contacts(): { readonly phones: number; readonly softphones: number } {
    if (this.holders().length === 0) return { phones: 0, softphones: 0 };
    const whole = Math.max(1, this.#control.timings()['phonesMs'] ?? 1);
    const share = this.#times.movedAt === undefined ? 1 : (this.#control.now() - this.#times.movedAt) / whole;
    const phones = Math.min(contactCounts.phones, Math.floor(share * contactCounts.phones));
    return { phones, softphones: this.#softphonesLost ? 0 : contactCounts.softphones };
  }

  /** `sip-ha -f`: the active service stops here; the other server takes over where it can. False: nothing was active. */
  release(side: Side): boolean {
    this.#settle();
    if (!this.#claims.delete(side)) return false;
    const other = otherOf(side);
    if (this.#claims.size === 0 && this.serves(other)) this.#comeTo(other, 'takeoverMs');
    return true;
  }

  /** `sip-ha -d`: no active services here until Asterisk is started anew. The product's way back is not documented. */
  disable(side: Side): void {
    this.release(side);
    this.#disabled.add(side);
  }

  startEngine(side: Side): void {
    this.#stopped.delete(side);
    this.#disabled.delete(side);
  }

  stopEngine(side: Side): void {
    this.#settle();
    this.#stopped.add(side);
    this.#noteFailure();
  }

  powerChanged(host: string): void {
    const side = sides.find((one) => host === `pbx-${one}`);
    if (side === undefined) return;
    this.#settle();
    this.#noteFailure();
  }

  act(id: string): string {
    const [verb = '', ...rest] = id.split(' ');
    const side: Side = rest.at(-1) === 'slave' ? 'slave' : 'master';
    switch (verb) {
      case 'stop':
        this.stopEngine(side);
        return `Asterisk stopped on the ${side}`;
      case 'start':
        this.startEngine(side);
        return `Asterisk started on the ${side}`;
      case 'power-off':
        this.#control.powerOff(`pbx-${side}`, { mains: true });
        return `the ${side} is without power`;
      case 'power-on':
        this.#control.powerOn(`pbx-${side}`);
        return `the ${side} is switched on`;
      case 'mysql-stop':
        this.#mysqlStopped.add(side);
        return `MySQL replication stopped on the ${side}`;
      case 'mysql-start':
        this.#mysqlStopped.delete(side);
        return `MySQL replication runs on the ${side}`;
      case 'unknown-state':
        this.#strange.add(side);
        return `sip-ha -v of the ${side} now says something unheard of`;
      case 'known-state':
        this.#strange.delete(side);
        return `sip-ha -v of the ${side} speaks as usual`;
      default:
        return this.#actOnBoth(id);
    }
  }

  #actOnBoth(id: string): string {
    this.#settle();
    switch (id) {
      case 'both-active':
        for (const side of sides) this.#claims.add(side);
        this.#times = { ...this.#times, coming: undefined };
        return 'both servers are active';
      case 'one-active':
      case 'slave-active':
        return this.#giveTo(id === 'one-active' ? 'master' : 'slave');
      case 'sip-silent':
      case 'sip-answers':
        this.#silent = id === 'sip-silent';
        return this.#silent ? 'nothing answers SIP' : 'the active server answers SIP';
      case 'sync-stop':
        this.#times = { ...this.#times, syncStoppedAt: this.#control.now() };
        return 'the check no longer runs';
      case 'sync-start':
        this.#times = { ...this.#times, syncStoppedAt: undefined };
        return 'the check runs';
      case 'rsync-missing':
      case 'rsync-back':
        this.#rsync = id === 'rsync-back';
        return this.#rsync ? 'rsync is there' : 'rsync is gone';
      default:
        this.#softphonesLost = false;
        return 'softphones restarted';
    }
  }

  #giveTo(side: Side): string {
    this.#claims = new Set([side]);
    this.#times = { ...this.#times, coming: undefined };
    return `only the ${side} is active`;
  }

  #direction(): string {
    const [from] = this.holders();
    if (from === undefined || this.#times.syncStoppedAt !== undefined || !sides.every((side) => this.isUp(side))) {
      return 'stopped';
    }
    return `${from} to ${otherOf(from)}`;
  }

  #comeTo(side: Side, timing: 'takeoverMs' | 'failoverMs', since = this.#control.now()): void {
    this.#times = { ...this.#times, coming: { side, at: since + (this.#control.timings()[timing] ?? 0) } };
  }

  /** Remembers since when the active master cannot serve: the time of the failover counts from there. */
  #noteFailure(): void {
    this.#begun ||= sides.every((side) => this.isUp(side));
    if (!this.#begun) return;
    const failed = this.#claims.has('master') && !this.serves('master');
    this.#times = { ...this.#times, failedAt: failed ? (this.#times.failedAt ?? this.#control.now()) : undefined };
    // A master that is back in time keeps the service.
    if (!failed && this.#claims.has('master')) this.#times = { ...this.#times, coming: undefined };
    if (failed && this.#times.coming === undefined && !this.#claims.has('slave')) {
      this.#comeTo('slave', 'failoverMs', this.#times.failedAt);
    }
  }

  /** The slave takes over from a failed master; it never goes back by itself, as the document says. */
  #settle(): void {
    this.#noteFailure();
    const coming = this.#times.coming;
    if (coming === undefined || this.#control.now() < coming.at || !this.serves(coming.side)) return;
    this.#times = { ...this.#times, coming: undefined, failedAt: undefined, movedAt: coming.at };
    this.#claims.clear();
    this.#claims.add(coming.side);
    this.#softphonesLost = true;
  }
}

export function otherOf(side: Side): Side {
  return side === 'master' ? 'slave' : 'master';
}
