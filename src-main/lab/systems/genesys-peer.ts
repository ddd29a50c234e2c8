import type { HostControl } from '../lab-system.ts';

/** What of business continuity is imitated: counts, and the state of the other site's SIP Server. */
export interface PeerState {
  readonly gatewaysToSite2: boolean;
  readonly routingToSite2: boolean;
  readonly server: 'running' | 'shutting down' | 'stopped';
  readonly agents: { readonly site1: number; readonly site2: number };
  readonly calls: number;
  /** New calls that a server which was shutting down refused: whoever did not stop the gateways first hears of them. */
  readonly refused: number;
  readonly configServer: { readonly site1: 'running' | 'stopped' | 'dark'; readonly site2: 'standby' | 'running' };
}

const allAgents = { site1: 20, site2: 14 };
const callsAtNoon = 6;
/** While the gateways still send there, one call each so many milliseconds is refused. */
const refusedEveryMs = 500;

/** What outlives the program; times in ms since 1970. */
interface Facts {
  readonly gateways: boolean;
  readonly routing: boolean;
  readonly drainsSince?: number | undefined;
  readonly refusedBefore: number;
  readonly gatewaysChangedAt: number;
  readonly siteOneLostAt?: number | undefined;
  readonly configAtSite2: boolean;
  /** Absent in what earlier versions saved. */
  readonly configOfSite1KeptOff?: boolean;
}

/** The peer at site 2, its agents and calls, and the gateways and routing in front of both sites. */
export class GenesysPeer {
  readonly #control: HostControl;
  readonly #siteOneIsUp: () => boolean;
  #facts: Facts = {
    gateways: true,
    routing: true,
    refusedBefore: 0,
    gatewaysChangedAt: 0,
    configAtSite2: false,
  };

  constructor(control: HostControl, siteOneIsUp: () => boolean) {
    this.#control = control;
    this.#siteOneIsUp = siteOneIsUp;
  }

  state(): PeerState {
    const siteOne = this.#siteOneIsUp();
    const share = this.#drained();
    const left = Math.ceil(allAgents.site2 * (1 - share));
    return {
      gatewaysToSite2: this.#facts.gateways,
      routingToSite2: this.#facts.routing,
      server: this.#facts.drainsSince === undefined ? 'running' : share < 1 ? 'shutting down' : 'stopped',
      agents: siteOne
        ? { site1: allAgents.site1 + allAgents.site2 - left, site2: left }
        : { site1: 0, site2: left + Math.floor(allAgents.site1 * this.#returned()) },
      calls: Math.ceil(callsAtNoon * (1 - share)),
      refused: this.#refused(),
      configServer: { site1: this.#configOfSiteOne(siteOne), site2: this.#facts.configAtSite2 ? 'running' : 'standby' },
    };
  }

  save(): Facts {
    return this.#facts;
  }

  restore(saved: unknown): void {
    this.#facts = saved as Facts;
  }

  /** The power of site 1 may have changed: its agents come over from then on. */
  look(): void {
    const siteOneLostAt = this.#siteOneIsUp() ? undefined : (this.#facts.siteOneLostAt ?? this.#control.now());
    this.#facts = { ...this.#facts, siteOneLostAt };
  }

  setGateways(toSite2: boolean): void {
    const since = { refusedBefore: this.#refused(), gatewaysChangedAt: this.#control.now() };
    this.#facts = { ...this.#facts, ...since, gateways: toSite2 };
  }

  setRouting(toSite2: boolean): void {
    this.#facts = { ...this.#facts, routing: toSite2 };
  }

  /** Agents go NotReady and are logged out as their calls end; with the last call the server stops. */
  shutDown(): void {
    const now = this.#control.now();
    this.#facts = { ...this.#facts, drainsSince: this.#facts.drainsSince ?? now, gatewaysChangedAt: now };
  }

  start(): void {
    this.#facts = { ...this.#facts, drainsSince: undefined };
  }

  setConfigServer(atSite2: boolean): void {
    this.#facts = { ...this.#facts, configAtSite2: atSite2 };
  }

  /** What a site does to its Configuration Server so that it does not run beside the other one. */
  keepConfigOfSiteOneOff(off: boolean): void {
    this.#facts = { ...this.#facts, configOfSite1KeptOff: off };
  }

  #configOfSiteOne(isUp: boolean): PeerState['configServer']['site1'] {
    if (!isUp) return 'dark';
    return this.#facts.configOfSite1KeptOff === true ? 'stopped' : 'running';
  }

  #drained(): number {
    if (this.#facts.drainsSince === undefined) return 0;
    return Math.min(1, (this.#control.now() - this.#facts.drainsSince) / this.#time('drainMs'));
  }

  #returned(): number {
    if (this.#facts.siteOneLostAt === undefined) return 0;
    return Math.min(1, (this.#control.now() - this.#facts.siteOneLostAt) / this.#time('agentsMs'));
  }

  #refused(): number {
    if (this.#facts.drainsSince === undefined || !this.#facts.gateways) return this.#facts.refusedBefore;
    return (
      this.#facts.refusedBefore + Math.floor((this.#control.now() - this.#facts.gatewaysChangedAt) / refusedEveryMs)
    );
  }

  #time(name: string): number {
    return Math.max(1, this.#control.timings()[name] ?? 1);
  }
}
