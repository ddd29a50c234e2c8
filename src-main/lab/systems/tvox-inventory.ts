import { practiceKey, serviceName } from './tvox-names.ts';

/** Groups, bindings, parameters and contacts of the lab's TVox inventory, as YAML text. */
export function tvoxInventoryTail(site: {
  readonly masters: readonly string[];
  readonly client: string;
  readonly addressOf: (host: string) => string;
}): string {
  const { masters, client, addressOf } = site;
  const parameters = [
    `    service_name: ${serviceName}`,
    `    client_ip: ${addressOf(client)}`,
    `    main_ip: ${addressOf(masters[0] ?? client)}`,
    '    dr_tool: tvox-dr',
  ];
  const pace = ['practice_hands: lab-hands', 'dark_for: 2s', 'phones_within: 20s', 'polycom_first_call: 4s'];
  const waits = ['name_within: 10s', 'boot_within: 30s', 'still_after: 3s'];
  return [
    'groups:',
    `  masters: [${masters.join(', ')}]`,
    '  resolvers: [dns, dns2]',
    'bindings:',
    `  tvox-activation: { master: masters, client: ${client} }`,
    `  tvox-readiness: { master: masters, client: ${client} }`,
    'parameters:',
    `  # The key for signed updates of the practice's DNS server: ${practiceKey.keyName}, hmac-sha256, ${practiceKey.secret}`,
    '  tvox-activation:',
    ...parameters,
    ...[...pace, ...waits].map((line) => `    ${line}`),
    '  tvox-readiness:',
    ...parameters,
    'contacts:',
    '  - { name: Carrier desk (imagined), phone: "000 100", for: [reroute/carrier, rollback/services/carrier-back] }',
    '  - { name: DNS desk (imagined), phone: "000 200", for: [reroute/name-record, rollback/services/name-back] }',
    '  - { name: Main site (imagined), phone: "000 300", for: [isolate/power-seen, rollback/master/power-on] }',
    '',
  ].join('\n');
}
