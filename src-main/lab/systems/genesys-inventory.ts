/** Groups, bindings, parameters and contacts of the imitated site; `address` gives that of a host. */
export function genesysInventory(address: (host: string) => string): string {
  const common = [
    `    vip: ${address('vip')}`,
    '    scs_tool: scs-ctl',
    '    practice_hands: lab-hands',
    '    roles_within: 20s',
  ];
  const peer = ['    site_tool: scs-ctl', '    practice_hands: lab-hands'];
  const pair = '{ first: sip-1, second: sip-2, management: scs, vip: vip }';
  return [
    'groups:',
    '  sip_hosts: [sip-1, sip-2]',
    '  site1_hosts: [sip-1, sip-2, scs]',
    'bindings:',
    `  genesys-vip-takeover: ${pair}`,
    `  genesys-ha-verification: ${pair}`,
    '  genesys-graceful-migration: { leaving: peer, management: scs, leaving_vip: peer-vip, staying_vip: vip }',
    '  genesys-site-failure: { failed: site1_hosts, failed_config: scs, surviving: peer, surviving_vip: peer-vip }',
    'parameters:',
    '  genesys-vip-takeover:',
    ...common,
    '    vip_interface: eth0:1',
    '  genesys-ha-verification:',
    ...common,
    '    scs_log: logs/scs.log',
    '  genesys-graceful-migration:',
    ...peer,
    '    drained_within: 30s',
    '  genesys-site-failure:',
    ...peer,
    '    dark_for: 2s',
    '    agents_within: 30s',
    'contacts:',
    '  - { name: Network desk (imagined), phone: "000 500", for: [return/reconnected, isolate/gateways] }',
    '  - { name: Contact centre floor (imagined), phone: "000 501", for: [decision/announced] }',
    '',
  ].join('\n');
}
