import type { Endpoint, Vantage } from '../../src-shared/plan/world-check.ts';
import type { HostLookup } from '../engine/ports.ts';

/** Where something is asked for, as one vantage reaches it. */
export interface Reached {
  /** For people: the host's name, or the address. */
  readonly name: string;
  readonly address: string;
  readonly port: number;
}

/** Ports of the inventory count from the app only: a host of the site sees the others as they are. */
export function reach(from: Vantage, to: Endpoint, port: number, host: HostLookup): Reached {
  if ('address' in to) return { name: to.address, address: to.address, port };
  const { address, name, ports } = host(to.host);
  return { name, address, port: from === 'app' ? (ports[String(port)] ?? port) : port };
}
