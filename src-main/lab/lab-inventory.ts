import type { LabSystem } from './lab-system.ts';

export interface InventoryHost {
  readonly id: string;
  readonly address: string;
  /** Port as hosts see it -> port on this machine. */
  readonly ports: ReadonlyMap<number, number>;
  /** Left out of the committed file: each installation makes its own. */
  readonly hostKey?: string;
}

/** The inventory of a lab as YAML text; `practice: true`, so a live run is refused on it. */
export function labInventory(
  system: LabSystem<unknown>,
  hosts: readonly InventoryHost[],
  login: { readonly user: string; readonly keyFile: string },
): string {
  return [
    'drillbook: 1',
    'kind: inventory',
    `id: lab-${system.name}`,
    'practice: true',
    'hosts:',
    ...system.hosts.flatMap((plan) => {
      const host = hosts.find(({ id }) => id === plan.id);
      if (!host) return [];
      const map = [...host.ports].map(([port, local]) => `${String(port)}: ${String(local)}`).join(', ');
      const vars = Object.entries(plan.vars).map(([name, value]) => `${name}: ${value}`);
      return [
        `  ${plan.id}:`,
        `    name: ${plan.name}`,
        `    address: ${host.address}`,
        `    port: ${String(host.ports.get(22))}`,
        `    user: ${login.user}`,
        `    auth: { key: ${JSON.stringify(login.keyFile)} }`,
        ...(host.hostKey === undefined ? [] : [`    hostKey: ${JSON.stringify(host.hostKey)}`]),
        '    platform: linux',
        '    sudo: nopasswd',
        `    ports: { ${map} }`,
        `    vars: { ${vars.join(', ')} }`,
      ];
    }),
    system.inventoryTail(),
  ].join('\n');
}

/** Lines for a known_hosts file, with the port where it is not 22. */
export function knownHosts(hosts: readonly (InventoryHost & { readonly hostKey: string })[]): string {
  return hosts.map(({ address, ports, hostKey }) => `[${address}]:${String(ports.get(22))} ${hostKey}\n`).join('');
}
