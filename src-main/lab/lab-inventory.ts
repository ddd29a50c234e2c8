import type { HostPlan, LabSystem } from './lab-system.ts';

export interface InventoryHost {
  readonly plan: HostPlan;
  readonly address: string;
  /** Port as hosts see it -> port on this machine. */
  readonly ports: ReadonlyMap<number, number>;
  /** Left out of the committed file: each installation makes its own. */
  readonly hostKey?: string;
}

interface Login {
  readonly user: string;
  readonly keyFile: string;
}

/** The inventory of a system of the lab as YAML text; `practice: true`, so a live run is refused on it. */
export function labInventory(system: LabSystem<unknown>, hosts: readonly InventoryHost[], login: Login): string {
  return [
    'drillbook: 1',
    'kind: inventory',
    `id: lab-${system.name}`,
    'practice: true',
    'hosts:',
    ...hosts.flatMap((host) => hostLines(host, login)),
    system.inventoryTail(),
  ].join('\n');
}

function hostLines({ plan, address, ports, hostKey }: InventoryHost, login: Login): readonly string[] {
  const map = [...ports].map(([port, local]) => `${String(port)}: ${String(local)}`).join(', ');
  const vars = Object.entries(plan.vars).map(([name, value]) => `${name}: ${value}`);
  const access = [
    `    port: ${String(ports.get(22))}`,
    `    user: ${login.user}`,
    `    auth: { key: ${JSON.stringify(login.keyFile)} }`,
    ...(hostKey === undefined ? [] : [`    hostKey: ${JSON.stringify(hostKey)}`]),
  ];
  const takesLogin = plan.login !== false;
  return [
    `  ${plan.id}:`,
    `    name: ${plan.name}`,
    `    address: ${address}`,
    ...(takesLogin ? access : ['    login: none']),
    `    platform: ${plan.platform ?? 'linux'}`,
    ...(takesLogin ? ['    sudo: nopasswd'] : []),
    ...(map === '' ? [] : [`    ports: { ${map} }`]),
    ...(vars.length === 0 ? [] : [`    vars: { ${vars.join(', ')} }`]),
  ];
}
