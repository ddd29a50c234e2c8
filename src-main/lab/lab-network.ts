import { randomInt } from 'node:crypto';
import { type SystemName, systemNames } from './lab-system.ts';

/** The last byte of the address of a system's page. */
const pageNumber = 1;
const pagePort = 28080;

/**
 * Ports as hosts see them -> ports on this machine: above 1024 for plain users, below the ephemeral range.
 * Any other one is 20000 higher, or itself where that would be too high.
 */
const localPorts: Readonly<Record<number, number>> = { 22: 22022, 27017: 27117 };
const firstEphemeral = 32_768;

/** The port on this machine for a port of a simulated host. */
export function localPortOf(port: number): number {
  return localPorts[port] ?? (port + 20_000 < firstEphemeral ? port + 20_000 : port);
}

/** The /24 of a system: its fixed one, or a random one of 127.64.0.0/10 that may be another lab's. */
export function networkOf(name: SystemName, ports: 'fixed' | 'free'): string {
  return ports === 'fixed'
    ? `127.42.${String(systemNames.indexOf(name))}`
    : `127.${String(randomInt(64, 128))}.${String(randomInt(0, 256))}`;
}

/** Where the page of a system answers on its network. */
export function pageOf(network: string): { readonly address: string; readonly port: number; readonly url: string } {
  const address = `${network}.${String(pageNumber)}`;
  return { address, port: pagePort, url: `http://${address}:${String(pagePort)}/` };
}
