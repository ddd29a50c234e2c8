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
  // The cluster of the lab has no address of its own: that of its first node stands for it.
  const cluster = [`node_ip: ${addressOf(masters[0] ?? client)}`];
  const zone = ['dns_zone: practice.test', 'dns_ttl: 5', `tsig_name: ${practiceKey.keyName}`];
  const pace = ['practice_hands: lab-hands', 'dark_for: 2s', 'phones_within: 20s', 'polycom_first_call: 4s'];
  const waits = ['name_within: 10s', 'boot_within: 30s', 'still_after: 3s'];
  const phones = ['registration', 'subscription', 'retry'].map((one) => `snom_${one}: 20s`);
  const all = [...cluster, ...zone, ...pace, ...waits, ...phones, 'polycom_registration: 20s', 'polycom_retry: 20s'];
  const shared = [...cluster, ...zone, ...pace, ...waits];
  return [
    'groups:',
    `  masters: [${masters.join(', ')}]`,
    '  resolvers: [dns, dns2]',
    'bindings:',
    `  tvox-activation: { master: masters, client: ${client}, resolvers: resolvers, dns: dns }`,
    `  tvox-readiness: { master: masters, client: ${client}, resolvers: resolvers }`,
    `  tvox-return: { master: masters, client: ${client}, resolvers: resolvers, dns: dns }`,
    'parameters:',
    `  # The key for signed updates of the practice's DNS server: ${practiceKey.keyName}, hmac-sha256, ${practiceKey.secret}`,
    '  tvox-activation:',
    ...parameters,
    ...all.map((line) => `    ${line}`),
    '  tvox-return:',
    ...parameters,
    ...shared.map((line) => `    ${line}`),
    '  tvox-readiness:',
    ...parameters,
    ...cluster.map((line) => `    ${line}`),
    'contacts:',
    '  - { name: Carrier desk (imagined), phone: "000 100", for: [reroute/carrier, rollback/services/carrier-back] }',
    '  - { name: DNS desk (imagined), phone: "000 200", for: [reroute/name-record, rollback/services/name-back] }',
    '  - { name: Main site (imagined), phone: "000 300", for: [isolate/power-seen, rollback/master/power-on] }',
    '',
  ].join('\n');
}
