import type { HostControl, HostPlan } from '../lab-system.ts';

export type NgpRole = 'mediation' | 'database' | 'enum' | 'probe';
export type Pair = 'primary' | 'secondary';

/** The ports that a running application answers on; a stopped one closes them. The product's own are the site's to say. */
export const applicationPorts: Readonly<Partial<Record<NgpRole, number>>> = { mediation: 8443, database: 5432 };

/** Mediation and database server of each pair: only whole pairs run. */
export const pairs: Readonly<Record<Pair, { readonly mediation: string; readonly database: string }>> = {
  primary: { mediation: 'ms1', database: 'db1' },
  secondary: { mediation: 'ms2', database: 'db2' },
};

export const policyguruHosts: readonly HostPlan[] = [
  manager('ms1', 'MS1 primary mediation server', 11, 'mediation', 'site-1'),
  manager('db1', 'DB1 primary database server', 12, 'database', 'site-1'),
  ...collectors('s1', 'Site 1', 30, 'site-1'),
  manager('ms2', 'MS2 secondary mediation server', 21, 'mediation', 'site-2'),
  manager('db2', 'DB2 secondary database server', 22, 'database', 'site-2'),
  ...collectors('s2', 'Site 2', 40, 'site-2'),
];

function manager(id: string, name: string, number: number, role: NgpRole, site: string): HostPlan {
  return { id, name, number, ports: [22], vars: { role, site } };
}

/** ENUM servers and probes of a site; the inventory's groups keep their order, ENUM 1 first. */
function collectors(id: string, site: string, base: number, siteVar: string): readonly HostPlan[] {
  const one = (kind: 'enum' | 'probe', n: number, number: number): HostPlan => ({
    id: `${id}-${kind}${n}`,
    name: kind === 'enum' ? `${site} ENUM server ${n}` : `${site} meta-data probe ${n}`,
    number,
    ports: [22],
    vars: { role: kind, site: siteVar },
  });
  return [one('enum', 1, base + 1), one('enum', 2, base + 2), one('probe', 1, base + 3), one('probe', 2, base + 4)];
}

export function otherPair(pair: Pair): Pair {
  return pair === 'primary' ? 'secondary' : 'primary';
}

export function roleOf(host: string): NgpRole {
  return policyguruHosts.find(({ id }) => id === host)?.vars['role'] as NgpRole;
}

/** Hosts of a role, in the order of their numbers. */
export function hostsOf(...roles: readonly NgpRole[]): readonly string[] {
  return policyguruHosts.filter(({ id }) => roles.includes(roleOf(id))).map(({ id }) => id);
}

/** The pair that a mediation or database server belongs to. */
export function pairOf(host: string): Pair | undefined {
  return (['primary', 'secondary'] as const).find((pair) => Object.values(pairs[pair]).includes(host));
}

/** ENUM servers of the site that a host stands at. */
export function enumServersBeside(host: string): readonly string[] {
  const site = policyguruHosts.find(({ id }) => id === host)?.vars['site'];
  return policyguruHosts.filter(({ vars }) => vars['role'] === 'enum' && vars['site'] === site).map(({ id }) => id);
}

/** Paths below a host's home: the real ones, without the first slash. */
export const paths = {
  mediationIp: 'opt/ngp/config/network/jboss_mediation_ip',
  configDb: 'opt/ngp/bin/enum/config.db',
  ngpBackups: 'opt/ngpbackups',
  pgBackups: 'opt/ngp/pgsql-9.3/pgbackups',
  applicationLog: 'opt/ngp/log/application.log',
  bond: 'proc/net/bonding/bond0',
  cronFile: 'etc/cron.d/ngpsync',
} as const;

/** Groups, bindings, parameters and contacts of the lab's inventory: the directories begin at the home of each host. */
export function inventoryTail(control: HostControl): string {
  const group = (name: string, ids: readonly string[]): string => `  ${name}: [${ids.join(', ')}]`;
  const ofSite = (site: string, role: NgpRole): readonly string[] =>
    hostsOf(role).filter((id) => id.startsWith(`${site}-`));
  const pairBinding = (active: Pair, standby: Pair): string =>
    `active_ms: ${pairs[active].mediation}, active_db: ${pairs[active].database}, ` +
    `standby_ms: ${pairs[standby].mediation}, standby_db: ${pairs[standby].database}`;
  const all = 'enum: enum_servers, probe: probes';
  return [
    'groups:',
    group('site_1_enum', ofSite('s1', 'enum')),
    group('site_2_enum', ofSite('s2', 'enum')),
    group('site_1_probes', ofSite('s1', 'probe')),
    group('site_2_probes', ofSite('s2', 'probe')),
    group('enum_servers', hostsOf('enum')),
    group('probes', hostsOf('probe')),
    'bindings:',
    '  policyguru-fst:',
    '    { primary_ms: ms1, primary_db: db1, secondary_ms: ms2, secondary_db: db2, site1_enum: site_1_enum,',
    '      site2_enum: site_2_enum, site1_probe: site_1_probes, site2_probe: site_2_probes }',
    `  policyguru-ea-failover: { ${pairBinding('primary', 'secondary')}, ${all} }`,
    `  policyguru-ea-failback: { ${pairBinding('secondary', 'primary')}, ${all} }`,
    `  policyguru-backup-check: { ${pairBinding('primary', 'secondary')} }`,
    'parameters:',
    ...fstParameters(),
    ...failoverParameters('policyguru-ea-failover', control.address(pairs.secondary.mediation)),
    ...failoverParameters('policyguru-ea-failback', control.address(pairs.primary.mediation)),
    '  policyguru-backup-check:',
    ...backupParameters,
    'contacts:',
    '  - { name: Voice engineer (imagined), phone: "000 400", for: [start/agreed, routing/calls, routing/all-calls] }',
    '  - { name: PolicyGuru administrator (imagined), phone: "000 500", for: [verify/redo, verify/commit] }',
    '',
  ].join('\n');
}

const backupParameters: readonly string[] = [
  `    ngp_backups: ${paths.ngpBackups}`,
  `    pg_backups: ${paths.pgBackups}`,
  `    ngpsync_cron: ${paths.cronFile}`,
];

function fstParameters(): readonly string[] {
  return [
    '  policyguru-fst:',
    ...backupParameters,
    `    mediation_log: ${paths.applicationLog}`,
    `    database_log: ${paths.applicationLog}`,
    `    enum_log: ${paths.applicationLog}`,
    `    probe_log: ${paths.applicationLog}`,
    '    mediation_processes: jboss slapd',
    '    database_processes: postgres',
    '    enum_processes: enumd',
    '    probe_processes: probed',
    `    bonding_file: ${paths.bond}`,
    '    still_after: 3s',
    '    log_after: 3s',
    '    sbc_notice: 1s',
    '    blacklist_time: 2s',
    '    capture_s: 2',
    '    start_within: 30s',
    '    allow_number: "5550101"',
    '    terminate_number: "5550102"',
    '    redirect_number: "5550103"',
    '    redirect_to: "201"',
  ];
}

function failoverParameters(id: string, address: string): readonly string[] {
  return [
    `  ${id}:`,
    `    standby_address: ${address}`,
    `    mediation_port: ${applicationPorts.mediation ?? 0}`,
    `    database_port: ${applicationPorts.database ?? 0}`,
    `    ngp_backups: ${paths.ngpBackups}`,
    `    pg_backups: ${paths.pgBackups}`,
    '    restore_opt: opt',
    '    restore_root: root',
    `    mediation_ip_file: ${paths.mediationIp}`,
    `    config_db: ${paths.configDb}`,
    '    off_for: 1s',
    '    start_within: 30s',
  ];
}
