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
  readonly configServer: { readonly site1: 'running' | 'dark'; readonly site2: 'standby' | 'running' };
}

const allAgents = { site1: 20, site2: 14 };
const callsAtNoon = 6;
/** While the gateways still send there, one call each so many milliseconds is refused. */
const refusedEveryMs = 500;

/** The peer at site 2, its agents and calls, and the gateways and routing in front of both sites. */
export class GenesysPeer {
  readonly #control: HostControl;
  readonly #siteOneIsUp: () => boolean;
  #gateways = true;
  #routing = true;
  #drainsSince: number | undefined;
  #refusedBefore = 0;
  #gatewaysChangedAt = 0;
  #siteOneLostAt: number | undefined;
  #configAtSite2 = false;

  constructor(control: HostControl, siteOneIsUp: () => boolean) {
    this.#control = control;
    this.#siteOneIsUp = siteOneIsUp;
  }

  state(): PeerState {
    const siteOne = this.#siteOneIsUp();
    const share = this.#drained();
    const left = Math.ceil(allAgents.site2 * (1 - share));
    return {
      gatewaysToSite2: this.#gateways,
      routingToSite2: this.#routing,
      server: this.#drainsSince === undefined ? 'running' : share < 1 ? 'shutting down' : 'stopped',
      agents: siteOne
        ? { site1: allAgents.site1 + allAgents.site2 - left, site2: left }
        : { site1: 0, site2: left + Math.floor(allAgents.site1 * this.#returned()) },
      calls: Math.ceil(callsAtNoon * (1 - share)),
      refused: this.#refused(),
      configServer: { site1: siteOne ? 'running' : 'dark', site2: this.#configAtSite2 ? 'running' : 'standby' },
    };
  }

  /** The power of site 1 may have changed: its agents come over from then on. */
  look(): void {
    if (this.#siteOneIsUp()) this.#siteOneLostAt = undefined;
    else this.#siteOneLostAt ??= this.#control.now();
  }

  setGateways(toSite2: boolean): void {
    this.#refusedBefore = this.#refused();
    this.#gateways = toSite2;
    this.#gatewaysChangedAt = this.#control.now();
  }

  setRouting(toSite2: boolean): void {
    this.#routing = toSite2;
  }

  /** Agents go NotReady and are logged out as their calls end; with the last call the server stops. */
  shutDown(): void {
    this.#drainsSince ??= this.#control.now();
    this.#gatewaysChangedAt = this.#control.now();
  }

  start(): void {
    this.#drainsSince = undefined;
  }

  setConfigServer(atSite2: boolean): void {
    this.#configAtSite2 = atSite2;
  }

  #drained(): number {
    if (this.#drainsSince === undefined) return 0;
    return Math.min(1, (this.#control.now() - this.#drainsSince) / this.#time('drainMs'));
  }

  #returned(): number {
    if (this.#siteOneLostAt === undefined) return 0;
    return Math.min(1, (this.#control.now() - this.#siteOneLostAt) / this.#time('agentsMs'));
  }

  #refused(): number {
    if (this.#drainsSince === undefined || !this.#gateways) return this.#refusedBefore;
    return this.#refusedBefore + Math.floor((this.#control.now() - this.#gatewaysChangedAt) / refusedEveryMs);
  }

  #time(name: string): number {
    return Math.max(1, this.#control.timings()[name] ?? 1);
  }
}
